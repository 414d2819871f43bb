using System.Globalization;
using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Diagnostics;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Galleries;

/// <summary>What a factorization is good and silly at.</summary>
public sealed partial class DiagnosticsRoom : IAsyncDisposable
{
    private const double ChartHeight = 120;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private static readonly (string Name, string Tip, Func<ListStatistics, string> Show)[] Measures =
    [
        ("Coverage", "Different items in all lists over all items. Grows with the number of users looked at.", lists => Formatting.Percent(lists.Coverage, 1)),
        ("Likes of a recommended item", "Mean over all entries: much above the average item means that fame is recommended.", lists => Formatting.Whole((long)Math.Round(lists.MeanLikes))),
        ("Gini", "How unevenly recommendations fall on items: 0 all equally often, 1 all on one.", lists => lists.Gini.ToString("0.000", CultureInfo.InvariantCulture)),
        ("Novelty", "Mean of −log₂ of the share of users who like it, in bits: higher is less obvious.", lists => lists.Novelty.ToString("0.00", CultureInfo.InvariantCulture) + " bits"),
        ("Likeness within a list", "Mean cosine of two items of the same list: lower is more varied.", lists => lists.IntraListSimilarity.ToString("0.000", CultureInfo.InvariantCulture)),
    ];

    private readonly Watch _reading;
    private FactorizationDiagnosis? _diagnosis;
    private FactorizationDiagnosis? _other;
    private IReadOnlyList<Refit> _others = [];
    private long? _compared;
    private double? _progress;
    private string? _problem;

    /// <summary>Made by the framework.</summary>
    public DiagnosticsRoom() => _reading = new Watch(DispatchExceptionAsync);

    [Inject]
    public required GalleryStudies Studies { get; init; }

    [Inject]
    public required FactorizationStore Factorizations { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>The open gallery.</summary>
    [Parameter, EditorRequired]
    public required OpenGallery Open { get; set; }

    /// <summary>Another factorization to compare with; null for none.</summary>
    [Parameter]
    public long? With { get; set; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _reading.DisposeAsync();

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _reading.Start(ReadAsync);
        }
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_diagnosis is not null && _compared != With)
        {
            await RefuseOrAsync(() => CompareAsync(_reading.Token));
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await RefuseOrAsync(async () =>
        {
            var all = await Factorizations.ListAsync(cancellationToken);
            _others = [.. all.Where(refit => refit.State == WorkState.Completed && refit.Id != Open.Id)];
            var diagnosing = Studies.DiagnoseAsync(Open.Id, cancellationToken);
            while (!diagnosing.IsCompleted)
            {
                await Task.WhenAny(diagnosing, Task.Delay(Pause, Time, cancellationToken));
                _progress = Studies.NeighboursProgress(Open.Id);
                StateHasChanged();
            }

            _diagnosis = await diagnosing;
            StateHasChanged();
            await CompareAsync(cancellationToken);
        });
        StateHasChanged();
    }

    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        _compared = With;
        _other = null;
        _other = With is { } id ? await Studies.DiagnoseAsync(new FactorizationId(id), cancellationToken) : null;
    }

    private async Task RefuseOrAsync(Func<Task> act)
    {
        try
        {
            _problem = null;
            await act();
        }
        catch (ExplorerException exception)
        {
            _problem = exception.Message;
        }
    }

    private string AddressWith(string? other) =>
        GalleryAddress.Of(Open.Id, "diagnostics", string.IsNullOrEmpty(other) ? [] : [("with", other)]);

    private static string Cosine(double value) => value.ToString("0.00;−0.00", CultureInfo.InvariantCulture);

    private static string Height(SimilarityDistribution similarities, int count)
    {
        var most = Math.Max(1, similarities.First.Concat(similarities.Last).Max());
        return (ChartHeight * count / most).ToString("0.#", CultureInfo.InvariantCulture);
    }

    private static string Top(SimilarityDistribution similarities, int count) => (ChartHeight - double.Parse(Height(similarities, count), CultureInfo.InvariantCulture)).ToString("0.#", CultureInfo.InvariantCulture);

    private static string BinName(int bin)
    {
        const double Width = 2.0 / SimilarityDistribution.Bins;
        return string.Create(CultureInfo.InvariantCulture, $"{(bin * Width) - 1:0.00} to {((bin + 1) * Width) - 1:0.00}");
    }

    private static string HistogramWords(FactorizationDiagnosis diagnosis) =>
        $"Histogram of cosines from −1 to 1. Median of the nearest neighbour {Cosine(diagnosis.Similarities.MedianFirst)}, of the tenth {Cosine(diagnosis.Similarities.MedianLast)}.";
}
