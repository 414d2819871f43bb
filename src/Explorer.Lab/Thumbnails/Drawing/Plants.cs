namespace Explorer.Lab.Thumbnails.Drawing;

/// <summary>Tree and mushroom.</summary>
internal static class Plants
{
    private const string Bark = "#8a6a4f";
    private const string Flesh = "#f3e8d6";

    public static void Tree(Pen pen, Palette colours, Chances chances)
    {
        pen.Fill($"M0 204 Q60 186 120 196 T240 198 V240 H0 Z", colours.Ground).Ellipse(120, 208, 54, 7, colours.Dark, 0.2);
        switch (chances.Next(3))
        {
            case 0:
                Conifer(pen, colours, chances);
                break;
            case 1:
                Broad(pen, colours, chances);
                break;
            default:
                Round(pen, colours, chances);
                break;
        }
    }

    public static void Mushroom(Pen pen, Palette colours, Chances chances)
    {
        pen.Fill($"M0 204 Q60 190 120 198 T240 198 V240 H0 Z", "#a9bd8f").Ellipse(122, 208, 60, 7, colours.Dark, 0.2);
        if (chances.Next() < 0.6)
        {
            var x = chances.Next() < 0.5 ? 46 : 196;
            pen.Fill($"M{x - 9} 206 Q{x - 4} 180 {x - 8} 168 H{x + 8} Q{x + 4} 180 {x + 9} 206 Z", Flesh)
                .Fill($"M{x - 28} 174 A28 26 0 0 1 {x + 28} 174 Q{x} 182 {x - 28} 174 Z", colours.Dark);
        }

        var width = chances.Between(70, 92);
        var top = chances.Between(34, 62);
        pen.Fill($"M92 208 Q104 160 96 126 H146 Q138 160 152 208 Q122 216 92 208 Z", Flesh)
            .Fill($"M132 126 H146 Q138 160 152 208 Q144 212 134 212 Q126 168 132 126 Z", "#e2d2b8")
            .Fill($"M{120 - width + 8:0.#} 128 Q120 152 {120 + width - 8:0.#} 128 Q120 110 {120 - width + 8:0.#} 128 Z", "#e2d2b8")
            .Fill($"M{120 - width:0.#} 130 C{120 - width:0.#} {top:0.#} {120 + width:0.#} {top:0.#} {120 + width:0.#} 130 Q120 112 {120 - width:0.#} 130 Z", colours.Main);
        // The lit side: the same dome, smaller and moved to the left, so that it stays inside.
        pen.Fill($"M{120 - (width * 0.9):0.#} 122 C{120 - (width * 0.8):0.#} {top + 30:0.#} {120 - (width * 0.2):0.#} {top + 28:0.#} {120 - (width * 0.05):0.#} {top + 28:0.#} C{120 - (width * 0.5):0.#} {top + 40:0.#} {120 - (width * 0.66):0.#} 96 {120 - (width * 0.9):0.#} 122 Z", colours.Light, 0.8);
        var crown = 130 - (0.75 * (130 - top));
        foreach (var (along, down, size) in new[] { (0.02, 0.30, 12.0), (-0.42, 0.55, 9.5), (0.46, 0.52, 10.5), (-0.16, 0.72, 6.5), (0.24, 0.76, 7.5), (0.70, 0.82, 6.0), (-0.68, 0.86, 5.5) })
        {
            pen.Ellipse(120 + (along * width), crown + (down * (126 - crown)), size * chances.Between(0.8, 1.2), size * 0.8, Flesh);
        }

        pen.Stroke($"M22 208 l-4 -16 M28 208 l2 -20 M34 208 l8 -14 M172 212 l-3 -14 M178 212 l5 -16", "#7f9d6a", 3.5);
    }

    private static void Conifer(Pen pen, Palette colours, Chances chances)
    {
        var width = chances.Between(56, 76);
        pen.Rect(110, 170, 20, 38, Bark);
        for (var layer = 0; layer < 3; layer++)
        {
            var (top, bottom, half) = (26 + (layer * 42), 100 + (layer * 42), width * (0.6 + (0.2 * layer)));
            pen.Fill($"M120 {top} L{120 + half:0.#} {bottom} Q120 {bottom + 14} {120 - half:0.#} {bottom} Z", layer == 1 ? colours.Main : colours.Dark)
                .Fill($"M120 {top} L{120 - half:0.#} {bottom} Q{120 - (half / 2):0.#} {bottom + 8} {120 - (half / 3):0.#} {bottom + 6} Z", layer == 1 ? colours.Light : colours.Main);
        }
    }

    private static void Broad(Pen pen, Palette colours, Chances chances)
    {
        pen.Fill($"M104 208 Q114 170 108 130 H132 Q126 170 138 208 Z", Bark).Stroke($"M118 150 L92 118 M122 142 L150 112", Bark, 8);
        foreach (var (x, y, radius) in new[] { (78, 112, 38), (164, 110, 38), (120, 116, 42), (94, 74, 38), (148, 74, 38), (120, 56, 32) })
        {
            pen.Circle(x + chances.Between(-5, 5), y, radius, y > 100 ? colours.Dark : colours.Main);
        }

        pen.Circle(104, 60, 20, colours.Light, 0.8).Circle(80, 86, 13, colours.Light, 0.6);
        Fruit(pen, colours, chances);
    }

    private static void Round(Pen pen, Palette colours, Chances chances)
    {
        var tall = chances.Between(56, 76);
        pen.Fill($"M108 208 Q114 160 112 120 H128 Q126 160 134 208 Z", Bark)
            .Ellipse(120, 92, 66, tall, colours.Main)
            .Fill($"M120 {92 - tall:0.#} A66 {tall:0.#} 0 0 1 120 {92 + tall:0.#} Q170 92 120 {92 - tall:0.#} Z", colours.Dark)
            .Ellipse(98, 74, 22, 26, colours.Light, 0.7)
            .Stroke($"M120 160 V112 M120 138 L138 118 M120 128 L104 112", Bark, 5);
        Fruit(pen, colours, chances);
    }

    private static void Fruit(Pen pen, Palette colours, Chances chances)
    {
        for (var fruit = chances.Next(2) * 6; fruit > 0; fruit--)
        {
            pen.Circle(chances.Between(76, 164), chances.Between(62, 126), 6.5, colours.Accent);
        }
    }
}
