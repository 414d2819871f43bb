using Explorer.Lab.Datasets;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Evaluation;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Home;

/// <summary>Where one left off; on an empty installation, how to begin.</summary>
public sealed partial class HomePage
{
    private const int Shown = 6;

    /// <summary>Cards of sweeps that have ended: they change no more.</summary>
    private readonly Dictionary<SweepId, SweepCard> _ended = [];
    private IReadOnlyList<Dataset> _datasets = [];
    private IReadOnlyList<SweepCard> _sweeps = [];
    private IReadOnlyList<Refit> _refits = [];
    private int _sweepCount;
    private int _refitCount;
    private bool _isBusy;
    private string? _problem;

    [Inject]
    public required DatasetStore Datasets { get; init; }

    [Inject]
    public required SweepStore Sweeps { get; init; }

    [Inject]
    public required TrialStore Trials { get; init; }

    [Inject]
    public required TrialSlots Slots { get; init; }

    [Inject]
    public required FactorizationStore Factorizations { get; init; }

    [Inject]
    public required DatasetImport Import { get; init; }

    [Inject]
    public required SweepControl Control { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <inheritdoc/>
    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        _datasets = await Datasets.ListAsync(cancellationToken);
        var sweeps = await Sweeps.ListAsync(cancellationToken);
        var refits = (await Factorizations.ListAsync(cancellationToken)).Where(refit => !refit.IsPreview).ToArray();
        var cards = new List<SweepCard>();
        foreach (var sweep in sweeps.Take(Shown))
        {
            cards.Add(await CardAsync(sweep, cancellationToken));
        }

        (_sweeps, _sweepCount, _refits, _refitCount) = (cards, sweeps.Count, [.. refits.Take(Shown)], refits.Length);
    }

    private static string ValueOf(SweepCard card) => card.Best is { } best
        ? $"{NameOf(card.Sweep)} {Formatting.Metric(best)}"
        : "";

    private static string NameOf(Sweep sweep) => sweep.Spec.Metric switch
    {
        { Measure: Measure.Mse } => "test MSE",
        { List: RankedList.TestUnseen } metric => $"{metric.Brief(sweep.Spec.Ks[0])}, unseen",
        var metric => metric.Brief(sweep.Spec.Ks[0]),
    };

    private async Task<SweepCard> CardAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        if (_ended.TryGetValue(sweep.Id, out var known) && known.Sweep.IsAsEnded(sweep))
        {
            return known with { Sweep = sweep };
        }

        var trials = await Trials.TrialsAsync(sweep, cancellationToken);
        double? best = sweep.Spec.Metric.BestOf(trials) is { } trial ? sweep.Spec.Metric.ValueOf(trial) : null;
        var card = new SweepCard(sweep, best, TimeLeft.Of(sweep, trials, Slots.InEffect));
        if (sweep.State.IsFinished())
        {
            _ended[sweep.Id] = card;
        }

        return card;
    }

    private Task LoadSampleAsync() => TryAsync(async () =>
    {
        var sample = await Import.LoadSampleAsync(Disposed);
        Navigation.NavigateTo($"/data/{sample.Id}");
    });

    private Task StartSmallSweepAsync() => TryAsync(async () =>
    {
        var sample = await Import.LoadSampleAsync(Disposed);
        var sweep = await Control.CreateAsync(SweepSpec.Small(sample.Id), Disposed);
        Navigation.NavigateTo($"/sweeps/{sweep.Id}");
    });

    private async Task TryAsync(Func<Task> action)
    {
        (_isBusy, _problem) = (true, null);
        try
        {
            await action();
        }
        catch (ExplorerException refusal)
        {
            _problem = refusal.Message;
        }
        finally
        {
            _isBusy = false;
        }
    }

    /// <summary>A sweep with what its trials say.</summary>
    private sealed record SweepCard(Sweep Sweep, double? Best, TimeSpan? Left);
}
