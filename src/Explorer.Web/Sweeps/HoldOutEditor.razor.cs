using System.Globalization;
using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Sweeps;

/// <summary>What is hidden from training, and the metric that decides.</summary>
public sealed partial class HoldOutEditor
{
    /// <summary>The usual share when one is first asked for.</summary>
    private const string UsualShare = "0.2";

    private enum Way
    {
        Random,
        Latest,
        Share,
        LatestShare,
        File,
    }

    /// <summary>The draft being edited.</summary>
    [Parameter, EditorRequired]
    public required SweepDraft Draft { get; set; }

    /// <summary>The person has changed it.</summary>
    [Parameter]
    public EventCallback<SweepDraft> DraftChanged { get; set; }

    /// <summary>All datasets, for a test file.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Dataset> Datasets { get; set; }

    private Way Chosen => (Draft[SweepFields.TestDataset].Length > 0, Draft[SweepFields.Share].Length > 0, Draft[SweepFields.Latest] == "true") switch
    {
        (true, _, _) => Way.File,
        (_, true, true) => Way.LatestShare,
        (_, true, false) => Way.Share,
        (_, false, true) => Way.Latest,
        _ => Way.Random,
    };

    private string KLabel => Chosen is Way.Random or Way.Latest ? "k, likes to hold out" : "k of metrics@k";

    private static string NameOf(Way way) => way switch
    {
        Way.Random => "k random likes of some users (the post’s)",
        Way.Latest => "k latest likes of some users",
        Way.Share => "A share of some users’ likes, random",
        Way.LatestShare => "A share of some users’ likes, the latest",
        Way.File => "A test file of my own",
        _ => throw new ArgumentOutOfRangeException(nameof(way)),
    };

    private string NameOfMetric(Metric? metric) => metric is null ? "" : MetricText.Of(metric, Draft.MainK);

    private string NameOfDataset(string? id) =>
        Datasets.FirstOrDefault(dataset => dataset.Id.ToString() == id)?.Name ?? (string.IsNullOrEmpty(id) ? "" : $"Dataset {id} (gone)");

    private Task Choose(Way way)
    {
        var isShare = way is Way.Share or Way.LatestShare;
        var share = Draft[SweepFields.Share].Length > 0 ? Draft[SweepFields.Share] : UsualShare;
        var other = Datasets.FirstOrDefault(dataset => dataset.Id != Draft.Dataset)?.Id.Value ?? 0;
        return DraftChanged.InvokeAsync(Draft
            .With(SweepFields.Share, isShare ? share : "")
            .With(SweepFields.Latest, way is Way.Latest or Way.LatestShare ? "true" : "")
            .With(SweepFields.TestDataset, way == Way.File ? other.ToString(CultureInfo.InvariantCulture) : ""));
    }

    private Task Set(string field, string text) => DraftChanged.InvokeAsync(Draft.With(field, text));
}
