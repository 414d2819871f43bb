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
    private Config _config = new();
    private (IReadOnlyList<int> Counts, bool IsDark) _painted;
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

    /// <summary>From <see cref="LikesBins.Count"/>.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<int> Counts { get; set; }

    [CascadingParameter(Name = "IsDark")]
    public bool IsDark { get; set; }

    private string Description => $"{Title}: {string.Join(", ", Counts.Index().Where(pair => pair.Item > 0).Select(pair => $"{LikesBins.Name(pair.Index)} likes {Formatting.Whole(pair.Item)}"))}";

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_painted.Counts, Counts) && _painted.IsDark == IsDark)
        {
            return;
        }

        _id = $"likes-per-{Whose}";
        _painted = (Counts, IsDark);
        _config = ChartTheme.Config(_id);
        (_data, _layout) = ([Bars()], Paper());
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

    private void OnDrawn() => _isDrawn = true;

    private Bar Bars() => new()
    {
        X = [.. Enumerable.Range(0, Counts.Count).Select(LikesBins.Name)],
        Y = [.. Counts.Cast<object>()],
        HoverTemplate = $"%{{x}} likes: %{{y:,}} {Whose}<extra></extra>",
        Marker = new Marker { Color = IsDark ? "#56B4E9" : "#0072B2" },
    };

    private ChartLayout Paper()
    {
        var layout = new ChartTheme(IsDark).Layout(char.ToUpperInvariant(Whose[0]) + Whose[1..], isLogarithmic: true, lastEpoch: 1);
        layout.ShowLegend = false;
        layout.Margin = new Margin { L = 56, R = 8, T = 8, B = 44 };
        layout.BarGap = 0.12m;
        var across = layout.XAxis[0];
        across.Range = null;
        across.Type = TypeEnum.Category;
        across.Title.Text = Axis;
        layout.YAxis[0].DTick = 1;
        return layout;
    }
}
