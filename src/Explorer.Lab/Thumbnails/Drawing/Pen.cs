using System.Globalization;
using System.Text;

namespace Explorer.Lab.Thumbnails.Drawing;

/// <summary>Writes simple SVG shapes on a 240 × 240 canvas. Colours are ours; text is escaped by whoever hands it in.</summary>
internal sealed class Pen
{
    private readonly StringBuilder _svg = new();

    public Pen Rect(double x, double y, double width, double height, string fill, double radius = 0) =>
        Write($"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" rx=\"{radius:0.#}\" fill=\"{fill}\"/>");

    public Pen Circle(double x, double y, double radius, string fill, double opacity = 1) => Ellipse(x, y, radius, radius, fill, opacity);

    public Pen Ellipse(double x, double y, double radiusX, double radiusY, string fill, double opacity = 1) =>
        Write($"<ellipse cx=\"{x:0.#}\" cy=\"{y:0.#}\" rx=\"{radiusX:0.#}\" ry=\"{radiusY:0.#}\" fill=\"{fill}\" opacity=\"{opacity:0.##}\"/>");

    public Pen Fill(FormattableString path, string fill, double opacity = 1) =>
        Write($"<path d=\"{Invariant(path)}\" fill=\"{fill}\" opacity=\"{opacity:0.##}\"/>");

    public Pen Stroke(FormattableString path, string colour, double width) =>
        Write($"<path d=\"{Invariant(path)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width:0.#}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>");

    public Pen Letters(string escaped, double size, string fill) =>
        Write($"<text x=\"120\" y=\"122\" text-anchor=\"middle\" dominant-baseline=\"central\" font-family=\"system-ui, sans-serif\" font-weight=\"600\" font-size=\"{size:0.#}\" fill=\"{fill}\">{escaped}</text>");

    /// <summary>An eye with a spark in it.</summary>
    public Pen Eye(double x, double y, double radius, string ink) =>
        Circle(x, y, radius, "#ffffff").Circle(x + (radius * 0.2), y, radius * 0.6, ink).Circle(x + (radius * 0.4), y - (radius * 0.3), radius * 0.2, "#ffffff");

    /// <summary>Everything drawn so far as a whole document.</summary>
    public string ToSvg() =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 240 240\" width=\"240\" height=\"240\">{_svg}</svg>";

    private Pen Write(FormattableString shape)
    {
        _svg.Append(Invariant(shape));
        return this;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
