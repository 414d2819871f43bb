using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Comparison;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Evaluation;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Explorer.Web.Sweeps;

/// <summary>Trials side by side, of one sweep or of several sweeps of one dataset; live while one of them runs.</summary>
public sealed partial class TrialCompareRoom
{
    private TrialComparison? _comparison;
    private IReadOnlyList<Sweep> _sweeps = [];
    private Lazy<StudyFigure> _curves = null!;
    private Lazy<StudyFigure> _errors = null!;
    private Lazy<StudyFigure> _cost = null!;
    private (TrialComparison Comparison, bool HasTrain, bool IsDark)? _drawn;
    private string? _read;

    [Inject]
    public required TrialComparisons Comparisons { get; init; }

    [Inject]
    public required SweepStore Sweeps { get; init; }

    [Inject]
    public required RefitControl Refits { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    /// <summary>The trials; the first is what the others are tested against.</summary>
    [Parameter, EditorRequired]
    public required long[] Ids { get; set; }

    /// <summary>By which best epochs are chosen; null for the metric of the first one's sweep.</summary>
    [Parameter, EditorRequired]
    public required string? MetricWord { get; set; }

    /// <summary>Whether curves of training likes are drawn too.</summary>
    [Parameter, EditorRequired]
    public required bool HasTrain { get; set; }

    [CascadingParameter(Name = "IsDark")]
    public bool IsDark { get; set; }

    /// <inheritdoc/>
    protected override TimeSpan Rest => TimeSpan.FromSeconds(2);

    private ChartTheme Theme => new(IsDark);

    private int MainK => _comparison?.Trials[0].Sweep.Spec.Ks[0] ?? 0;

    private string MetricName => _comparison is null ? "" : MetricText.Of(_comparison.Metric, MainK);

    private string Source => "trials " + string.Join(' ', Ids);

    private static string Empty => "One line per trial. The first point appears when a trial’s first epoch is measured.";

    /// <summary>Only what is measured on held-out likes can say which epoch is best.</summary>
    private IEnumerable<Metric> Choices => _comparison is null ? [] :
        TrialComparisons.MetricsFor([.. _comparison.Trials.SelectMany(trial => trial.Sweep.Spec.Ks).Distinct()])
            .Where(metric => metric.List != RankedList.Train || metric == _comparison.Metric);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (HasRead && _read != MetricWord)
        {
            await ReadAsync(Disposed);
        }

        Draw();
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        var all = await Sweeps.ListAsync(cancellationToken);
        if (Ids.Length == 0)
        {
            _sweeps = all;
            return;
        }

        // What has ended stays as it is; only more seeds could join it, and they are read when the page is opened again.
        if (_comparison is null || _read != MetricWord || _comparison.Trials.Any(trial => !trial.Sweep.State.IsFinished()))
        {
            _read = MetricWord;
            _comparison = await Comparisons.CompareAsync(
                [.. Ids.Select(id => new TrialId(id))], MetricWord is null ? null : Metric.Parse(MetricWord), cancellationToken);
        }

        var dataset = TrialConfiguration.DatasetOf(_comparison.Trials[0].Sweep);
        _sweeps = [.. all.Where(sweep => TrialConfiguration.DatasetOf(sweep) == dataset)];
        Draw();
    }

    private void Draw()
    {
        if (_comparison is { } comparison && _drawn != (comparison, HasTrain, IsDark))
        {
            var figure = new ComparisonFigure(comparison, Theme, HasTrain);
            var name = MetricName;
            (_curves, _errors, _cost) = (new(() => figure.Curves(name)), new(figure.Errors), new(() => figure.Cost(name)));
            _drawn = (comparison, HasTrain, IsDark);
        }
    }

    private async Task TrainAsync(Trial trial)
    {
        try
        {
            var refit = await Refits.StartAsync(trial.Id, Disposed);
            Snackbar.Add($"Training trial {trial.Number} on all likes.", Severity.Success);
            Navigation.NavigateTo($"/gallery/{refit.Id}");
        }
        catch (ExplorerException exception)
        {
            Snackbar.Add(exception.Message, Severity.Error);
        }
    }

    private void Show(IEnumerable<long> ids, string? metric, bool hasTrain) => Navigation.NavigateTo(CompareAddress.Of(ids, metric, hasTrain));
}
