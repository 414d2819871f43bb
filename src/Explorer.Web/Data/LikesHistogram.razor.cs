using System.Globalization;
using Explorer.Web.Shared;
using Explorer.Web.Sweeps;
using Microsoft.AspNetCore.Components;
using Plotly.Blazor;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.LayoutLib.XAxisLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.BarLib;
using ChartLayout = Plotly.Blazor.Layout;

namespace Explorer.Web.Data;

/// <summary>How many users or items have how many likes, both axes by powers: a small chart, or its table.</summary>
public sealed partial class LikesHistogram
{
    private PlotlyChart? _chart;
    private string _id = "";
    private IList<ITrace> _data = [];
    private ChartLayout _layout = new();
    private readonly Config _config = ChartTheme.Config();
    private (IReadOnlyList<int> Counts, int Threshold, bool IsDark) _painted;
    private bool _isDrawn;
    private bool _isStale;
    private bool _isTable;

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>What lies along the horizontal axis.</summary>
    [Parameter, EditorRequired]
    public required string Axis { get; set; }

    /// <summary>What is counted, in the plural.</summary>
    [Parameter, EditorRequired]
    public required string Whose { get; set; }

    /// <summary>What is left, from <see cref="LikesBins.Count"/>.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<int> Counts { get; set; }

    /// <summary>What there was before thresholding, drawn behind.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<int> Before { get; set; }

    /// <summary>The fewest likes that stay; drawn as a line.</summary>
    [Parameter, EditorRequired]
    public required int Threshold { get; set; }

    [CascadingParameter(Name = "IsDark")]
    public bool IsDark { get; set; }

    private string Description => $"{Title}: {string.Join(", ", Counts.Index().Where(pair => pair.Item > 0).Select(pair => $"{LikesBins.Name(pair.Index)} likes {Formatting.Whole(pair.Item)}"))}";

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_painted.Counts, Counts) && (_painted.Threshold, _painted.IsDark) == (Threshold, IsDark))
        {
            return;
        }

        _id = $"likes-per-{Whose}";
        _painted = (Counts, Threshold, IsDark);
        (_data, _layout) = ([Bars(Before, "before", IsDark ? "#3d4452" : "#d3d8df"), Bars(Counts, "left", IsDark ? "#56B4E9" : "#0072B2")], Paper());
        _isStale = _isDrawn;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isTable)
        {
            (_isDrawn, _isStale) = (false, false);
        }
        else if (_isStale && _isDrawn && _chart is { } chart)
        {
            _isStale = false;
            await chart.React();
        }
    }

    private string Csv() => ChartCsv.Write(
        [Axis, $"{Whose} before", $"{Whose} left"],
        Before.Index().Where(pair => pair.Item > 0).Select(pair => (IReadOnlyList<object?>)[LikesBins.Name(pair.Index), pair.Item, CountIn(Counts, pair.Index)]));

    private void OnDrawn() => _isDrawn = true;

    private Bar Bars(IReadOnlyList<int> counts, string when, string colour) => new()
    {
        // The axis names where each bin begins; the whole bin is in the hover text and in the table.
        X = [.. Enumerable.Range(0, Before.Count).Select(bin => (object)(1L << bin).ToString(CultureInfo.InvariantCulture))],
        Y = [.. Enumerable.Range(0, Before.Count).Select(bin => (object)CountIn(counts, bin))],
        HoverTextArray = [.. Enumerable.Range(0, Before.Count).Select(bin => $"{LikesBins.Name(bin)} likes: {Formatting.Whole(CountIn(counts, bin))} {Whose} {when}")],
        HoverTemplate = "%{hovertext}<extra></extra>",
        Marker = new Marker { Color = colour },
    };

    /// <summary>Thresholding empties the last bins too.</summary>
    private static int CountIn(IReadOnlyList<int> counts, int bin) => bin < counts.Count ? counts[bin] : 0;

    private ChartLayout Paper()
    {
        var layout = new ChartTheme(IsDark).Layout(char.ToUpperInvariant(Whose[0]) + Whose[1..], isLogarithmic: true, lastEpoch: 1);
        layout.ShowLegend = false;
        layout.Margin = new Margin { L = 56, R = 8, T = 8, B = 44 };
        layout.BarGap = 0.12m;
        layout.BarMode = BarModeEnum.Overlay;
        layout.Shapes = Threshold > 1 ? [ThresholdLine()] : [];
        var across = layout.XAxis[0];
        across.Range = null;
        across.Type = TypeEnum.Category;
        across.Title.Text = Axis + ", bins that double";
        layout.YAxis[0].DTick = 1;
        // From just below one, so that a bin of one is a bar.
        layout.YAxis[0].Range = [-0.3, Math.Log10(Math.Max(1, Before.DefaultIfEmpty().Max())) + 0.15];
        return layout;
    }

    // A bin's bar begins half a place before its own; a threshold lies within its bin as its logarithm does.
    private Shape ThresholdLine() => new()
    {
        Type = Plotly.Blazor.LayoutLib.ShapeLib.TypeEnum.Line,
        X0 = Math.Log2(Threshold) - 0.5,
        X1 = Math.Log2(Threshold) - 0.5,
        YRef = "paper",
        Y0 = 0,
        Y1 = 1,
        Line = new Plotly.Blazor.LayoutLib.ShapeLib.Line { Color = new ChartTheme(IsDark).Ink, Width = 1.5m, Dash = "dash" },
    };
}
