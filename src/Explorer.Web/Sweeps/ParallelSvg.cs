using System.Globalization;
using System.Net;
using System.Text;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;

namespace Explorer.Web.Sweeps;

/// <summary>Parallel coordinates as a picture of its own, that needs no page and no style sheet around it.</summary>
internal static class ParallelSvg
{
    /// <summary>Width in pixels, as other charts are saved.</summary>
    public const int Width = 1280;

    /// <summary>Height in pixels.</summary>
    public const int Height = 720;

    private const int Top = 96;
    private const int Side = 24;
    private const int Foot = 32;
    private const int PlotHeight = Height - Top - Foot;
    private const int PlotWidth = Width - (2 * Side);

    /// <summary>The picture with title, axes, ticks, lines and the brushed ranges.</summary>
    /// <param name="opacity">Of the lines, as on the page.</param>
    public static string Of(ParallelPicture lines, string title, string note, TrialFilter filter, Trial? selected, Metric metric, ChartTheme theme, string opacity)
    {
        var svg = new StringBuilder();
        svg.Append(Invariant($"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}" font-family="system-ui, 'Liberation Sans', Arial, sans-serif">"""));
        svg.Append(Invariant($"""<title>{Escape(title)}</title><rect width="{Width}" height="{Height}" fill="{theme.Surface}"/>"""));
        svg.Append(Text(Side, 30, "start", 18, theme.Ink, title, "600")).Append(Text(Side, 52, "start", 13, theme.Muted, note));
        svg.Append(Invariant($"""<svg x="{Side}" y="{Top}" width="{PlotWidth}" height="{PlotHeight}" viewBox="0 0 {ParallelPicture.Size} {ParallelPicture.Size}" preserveAspectRatio="none" overflow="visible" fill="none">"""));
        svg.Append(Line(lines.Faded, theme.Muted, 1.2, "0.08"));
        for (var rank = 0; rank < ParallelPicture.RankCount; rank++)
        {
            svg.Append(Line(lines.Ranks[rank], theme.Ordered(rank, ParallelPicture.RankCount), 1.2, opacity));
        }

        svg.Append(Line(lines.PathOf(selected, metric), theme.Ink, 2.5, "1")).Append("</svg>");
        for (var index = 0; index < lines.Axes.Count; index++)
        {
            AppendAxis(svg, lines.Axes[index], Side + (lines.AxisAt(index) * PlotWidth), index == lines.Axes.Count - 1, filter, theme);
        }

        return svg.Append("</svg>").ToString();
    }

    private static void AppendAxis(StringBuilder svg, ParallelAxis axis, double x, bool isLast, TrialFilter filter, ChartTheme theme)
    {
        svg.Append(Invariant($"""<path d="M{x:0.#} {Top}V{Top + PlotHeight}" stroke="{theme.Muted}"/>"""));
        if (axis.BrushOf(filter.RangeOf(axis.Field)) is { } brush)
        {
            svg.Append(Invariant(
                $"""<rect x="{x - 7:0.#}" y="{Place(brush.High):0.#}" width="14" height="{PlotHeight * (brush.High - brush.Low):0.#}" rx="3" fill="#6366f1" fill-opacity="0.35" stroke="#6366f1"/>"""));
        }

        svg.Append(Text(x, Top - 14, "middle", 13, theme.Ink, axis.Title, "600"));
        foreach (var (place, text) in axis.Ticks)
        {
            svg.Append(Text(isLast ? x - 6 : x + 6, Place(place) + 4, isLast ? "end" : "start", 12, theme.Ink, text, halo: theme.Surface));
        }
    }

    private static double Place(double share) => Top + ((1 - share) * PlotHeight);

    private static string Line(string path, string color, double width, string opacity) => path.Length == 0
        ? ""
        : Invariant($"""<path d="{path}" stroke="{color}" stroke-opacity="{opacity}" stroke-width="{width}" vector-effect="non-scaling-stroke"/>""");

    private static string Text(double x, double y, string anchor, int size, string color, string text, string weight = "400", string? halo = null) => Invariant(
        $"""<text x="{x:0.#}" y="{y:0.#}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" fill="{color}"{(halo is null ? "" : $" stroke=\"{halo}\" stroke-width=\"3\" paint-order=\"stroke\"")}>{Escape(text)}</text>""");

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
