using Plotly.Blazor;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using MarkerLine = Plotly.Blazor.Traces.ScatterLib.MarkerLib.Line;

namespace Explorer.Web.Sweeps;

/// <summary>Gives traces their looks: colour by group, test solid, train dashed, the raised trial in ink.</summary>
/// <param name="theme">Colours.</param>
/// <param name="view">What the person has chosen.</param>
/// <param name="groupCount">How many groups there are.</param>
/// <param name="hasSelection">Whether the person has selected a trial; the others then fade.</param>
/// <param name="hasMarkers">Whether points are marked: a single one would not be seen otherwise, but many marks draw slowly.</param>
/// <param name="valueFormat">How a value is written on hover.</param>
internal sealed class CurvePainter(ChartTheme theme, CurveView view, int groupCount, bool hasSelection, bool hasMarkers, string valueFormat)
{
    private const decimal Faded = 0.15m;
    private const decimal Plain = 0.85m;

    /// <summary>Raw lines under their moving averages: behind them, and always seen.</summary>
    private const decimal Under = 0.4m;

    /// <summary>A trace for Plotly, with lists of its own.</summary>
    public ITrace Paint(CurveTrace trace) => new Scatter
    {
        // Curves fade while another trial is hovered over (js/hover.js); what is raised by itself, marks and the baseline do not.
        UId = $"{(IsOfMany(trace) ? "curves-" : "")}{trace.Role}-{trace.Group}-{(trace.IsTrain ? "train" : "test")}",
        Name = trace.Name,
        LegendGroup = $"{trace.Role}-{trace.Group}",
        X = [.. trace.X],
        Y = [.. trace.Y],
        HoverTextArray = [.. trace.Text],
        CustomData = [.. trace.Numbers.Select(number => (object)number)],
        HoverTemplate = $"%{{hovertext}}<br>{(view.IsBySeconds ? "%{x:.2f} s" : "epoch %{x}")}: <b>%{{y:{valueFormat}}}</b>{(trace.IsTrain ? " (train)" : "")}<extra></extra>",
        Mode = trace.Role switch
        {
            CurveRole.BestMark => ModeFlag.Markers,
            CurveRole.Baseline or CurveRole.Smooth => ModeFlag.Lines,
            CurveRole.Highlight => ModeFlag.Lines | ModeFlag.Markers,
            _ => hasMarkers ? ModeFlag.Lines | ModeFlag.Markers : ModeFlag.Lines,
        },
        ConnectGaps = false,
        Opacity = OpacityOf(trace),
        ShowLegend = trace.IsInLegend,
        Line = new Line
        {
            Color = trace.Role switch
            {
                _ when IsOfMany(trace) => ColourOf(trace.Group),
                CurveRole.Baseline => theme.Muted,
                _ => theme.Ink,
            },
            Width = trace.Role is CurveRole.Highlight or CurveRole.Smooth ? 2.5m : 1.5m,
            Dash = trace.Role == CurveRole.Baseline ? "dot" : trace.IsTrain ? "dash" : "solid",
        },
        Marker = trace.Role == CurveRole.BestMark
            ? new Marker
            {
                Symbol = Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.Circle,
                Size = 10,
                Color = theme.Ink,
                Line = new MarkerLine { Width = 2, Color = "#6366f1" },
            }
            : new Marker { Size = trace.Role == CurveRole.Highlight ? 5 : 4 },
    };

    private static bool IsOfMany(CurveTrace trace) => trace.Role is CurveRole.Group or CurveRole.Smooth && trace.Group >= 0;

    private string ColourOf(int group) => view.Colour == CurveColour.Rank ? theme.OneSeries : theme.Ordered(group, groupCount);

    // By rank the first group is plain and each after it fainter, down to a tenth.
    private decimal OpacityOf(CurveTrace trace)
    {
        if (!IsOfMany(trace))
        {
            return 1;
        }

        var full = view.Colour == CurveColour.Rank ? Math.Max(0.1m, 1 - (trace.Group / (decimal)groupCount)) : Plain;
        return hasSelection ? Math.Min(full, Faded) : trace.Role == CurveRole.Group && view.Smoothing > 0 ? full * Under : full;
    }
}
