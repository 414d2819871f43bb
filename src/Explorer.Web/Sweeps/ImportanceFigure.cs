using Explorer.Lab.Sweeps.Understanding;
using Explorer.Web.Shared;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.BarLib;

namespace Explorer.Web.Sweeps;

/// <summary>A bar for each share of the variance, the largest on top.</summary>
internal static class ImportanceFigure
{
    /// <summary>Shares below this have no bar.</summary>
    private const double Visible = 0.0005;

    public static StudyFigure Of(Importance importance, ChartTheme theme)
    {
        (string Name, double Share, string Color)[] bars = importance.IsKnown
            ? [.. importance.Effects.Select(effect => (NameOf(effect), effect.Share, ChartTheme.Unordered(effect.Fields.Count == 1 ? 0 : 4))), ("the rest", importance.Rest, theme.Muted)]
            : [];
        bars = [.. bars.Where(bar => bar.Share >= Visible)];
        string[] names = [.. bars.Select(bar => bar.Name).Reverse()];
        var layout = StudyLayout.Of(theme, "Share of the variance", "", "importance").WithCategories(y: names);
        var largest = Math.Max(0.1, bars.Select(bar => bar.Share).DefaultIfEmpty(1).Max());
        layout.XAxis[0].Range = [0, 1.3 * largest];
        if (largest > 0.5)
        {
            // The room for the numbers beside the bars has no shares above the whole.
            layout.XAxis[0].TickMode = Plotly.Blazor.LayoutLib.XAxisLib.TickModeEnum.Array;
            layout.XAxis[0].TickVals = [0, 0.25, 0.5, 0.75, 1];
        }

        layout.XAxis[0].TickFormat = ".0%";
        layout.XAxis[0].TickAngle = 0;
        layout.BarGap = 0.35m;
        return new StudyFigure(
            [
                new Bar
                {
                    Orientation = OrientationEnum.H,
                    X = [.. bars.Select(bar => (object)bar.Share)],
                    Y = [.. bars.Select(bar => bar.Name)],
                    TextArray = [.. bars.Select(bar => Formatting.Percent(bar.Share, 1))],
                    TextPosition = TextPositionEnum.Outside,
                    HoverTemplate = "%{y}: %{x:.1%}<extra></extra>",
                    Marker = new Marker { ColorArray = [.. bars.Select(bar => bar.Color)] },
                },
            ],
            layout,
            ["Effect", "Share of the variance"],
            [.. bars.Select(bar => new StudyRow([bar.Name, Formatting.Percent(bar.Share, 1)]))]);
    }

    private static string NameOf(Effect effect) => string.Join(" × ", effect.Fields.Select(field => field.Label()));
}
