using Plotly.Blazor;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using MarkerLine = Plotly.Blazor.Traces.ScatterLib.MarkerLib.Line;

namespace Explorer.Web.Sweeps;

/// <summary>Gives traces their looks: colour by factor count, test solid, train dashed, the raised trial in ink.</summary>
/// <param name="theme">Colours.</param>
/// <param name="groupCount">How many factor counts the sweep has.</param>
/// <param name="hasSelection">Whether the person has selected a trial; the others then fade.</param>
/// <param name="hasMarkers">Whether points are marked: a single one would not be seen otherwise, but many marks draw slowly.</param>
/// <param name="valueFormat">How a value is written on hover.</param>
internal sealed class CurvePainter(ChartTheme theme, int groupCount, bool hasSelection, bool hasMarkers, string valueFormat)
{
    private const decimal Faded = 0.15m;
    private const decimal Plain = 0.85m;

    /// <summary>A trace for Plotly, with lists of its own.</summary>
    public ITrace Paint(CurveTrace trace) => new Scatter
    {
        UId = $"{trace.Role}-{trace.Group}-{(trace.IsTrain ? "train" : "test")}",
        Name = trace.Name,
        LegendGroup = $"{trace.Role}-{trace.Group}",
        X = [.. trace.X],
        Y = [.. trace.Y],
        HoverTextArray = [.. trace.Text],
        HoverTemplate = $"%{{hovertext}}<br>epoch %{{x}}: <b>%{{y:{valueFormat}}}</b>{(trace.IsTrain ? " (train)" : "")}<extra></extra>",
        Mode = trace.Role switch
        {
            CurveRole.BestMark => ModeFlag.Markers,
            CurveRole.Baseline => ModeFlag.Lines,
            CurveRole.Highlight => ModeFlag.Lines | ModeFlag.Markers,
            _ => hasMarkers ? ModeFlag.Lines | ModeFlag.Markers : ModeFlag.Lines,
        },
        ConnectGaps = false,
        Opacity = trace.Role != CurveRole.Group ? 1 : hasSelection ? Faded : Plain,
        ShowLegend = trace.IsInLegend,
        Line = new Line
        {
            Color = trace.Role switch
            {
                CurveRole.Group => theme.Ordered(trace.Group, groupCount),
                CurveRole.Baseline => theme.Muted,
                _ => theme.Ink,
            },
            Width = trace.Role == CurveRole.Highlight ? 2.5m : 1.5m,
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
}
