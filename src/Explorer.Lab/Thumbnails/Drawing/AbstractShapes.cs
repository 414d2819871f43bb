namespace Explorer.Lab.Thumbnails.Drawing;

/// <summary>Quiet patterns for names that call for nothing in particular.</summary>
internal static class AbstractShapes
{
    public static void Draw(Pen pen, Palette colours, Chances chances)
    {
        switch (chances.Next(5))
        {
            case 0:
                Discs(pen, colours, chances);
                break;
            case 1:
                Quarters(pen, colours, chances);
                break;
            case 2:
                Hills(pen, colours, chances);
                break;
            case 3:
                Rings(pen, colours, chances);
                break;
            default:
                Facets(pen, colours, chances);
                break;
        }
    }

    private static void Discs(Pen pen, Palette colours, Chances chances)
    {
        foreach (var colour in new[] { colours.Main, colours.Light, colours.Accent, colours.Main })
        {
            pen.Circle(chances.Between(20, 220), chances.Between(20, 220), chances.Between(44, 92), colour, 0.45);
        }
    }

    private static void Quarters(Pen pen, Palette colours, Chances chances)
    {
        string[] fills = [colours.Main, colours.Light, colours.Ground, colours.Accent];
        for (var cell = 0; cell < 9; cell++)
        {
            var (x, y) = (cell % 3 * 80, cell / 3 * 80);
            var fill = fills[Math.Min(3, chances.Next(7) / 2)];
            FormattableString quarter = chances.Next(4) switch
            {
                0 => $"M{x} {y} h80 a80 80 0 0 1 -80 80 Z",
                1 => $"M{x + 80} {y} v80 a80 80 0 0 1 -80 -80 Z",
                2 => $"M{x + 80} {y + 80} h-80 a80 80 0 0 1 80 -80 Z",
                _ => $"M{x} {y + 80} v-80 a80 80 0 0 1 80 80 Z",
            };
            pen.Fill(quarter, fill, 0.6);
        }
    }

    private static void Hills(Pen pen, Palette colours, Chances chances)
    {
        pen.Circle(chances.Between(50, 190), chances.Between(46, 80), chances.Between(22, 34), colours.Accent, 0.8);
        var y = 90.0;
        foreach (var colour in new[] { colours.Ground, colours.Light, colours.Main })
        {
            var (a, b) = (chances.Between(-34, 34), chances.Between(-34, 34));
            pen.Fill($"M0 {y:0.#} C60 {y + a:0.#} 90 {y + b:0.#} 130 {y:0.#} S210 {y - a:0.#} 240 {y + (b / 2):0.#} V240 H0 Z", colour, 0.75);
            y += 46;
        }
    }

    private static void Rings(Pen pen, Palette colours, Chances chances)
    {
        var (x, y) = (chances.Between(30, 210), chances.Between(30, 210));
        string[] fills = [colours.Ground, colours.Light, colours.Main, colours.Light, colours.Ground, colours.Accent];
        for (var ring = 0; ring < fills.Length; ring++)
        {
            pen.Circle(x, y, 200 - (ring * 36), fills[ring], 0.55);
        }
    }

    private static void Facets(Pen pen, Palette colours, Chances chances)
    {
        var (x, y) = (chances.Between(80, 160), chances.Between(80, 160));
        (double X, double Y)[] rim = [(0, 0), (chances.Between(70, 170), 0), (240, 0), (240, chances.Between(70, 170)), (240, 240), (chances.Between(70, 170), 240), (0, 240), (0, chances.Between(70, 170))];
        string[] fills = [colours.Light, colours.Ground, colours.Main, colours.Light, colours.Accent, colours.Main, colours.Ground, colours.Main];
        for (var facet = 0; facet < rim.Length; facet++)
        {
            var (from, to) = (rim[facet], rim[(facet + 1) % rim.Length]);
            pen.Fill($"M{x:0.#} {y:0.#} L{from.X:0.#} {from.Y:0.#} L{to.X:0.#} {to.Y:0.#} Z", fills[facet], 0.55);
        }
    }
}
