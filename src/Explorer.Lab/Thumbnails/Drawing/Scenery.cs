namespace Explorer.Lab.Thumbnails.Drawing;

/// <summary>Planet and lantern, which glow in the dark.</summary>
internal static class Scenery
{
    public static void Planet(Pen pen, Palette colours, Chances chances)
    {
        for (var star = 0; star < 14; star++)
        {
            pen.Circle(chances.Between(8, 232), chances.Between(8, 232), 1 + (star % 3 * 0.8), "#ffffff", 0.8);
        }

        var radius = chances.Between(54, 68);
        var hasRing = chances.Next() < 0.65;
        var tilt = chances.Between(-22, -8);
        if (hasRing)
        {
            Ring(pen, radius, tilt, colours.Light, 0);
        }

        pen.Circle(120, 120, radius, colours.Main);
        if (chances.Next() < 0.5)
        {
            foreach (var (down, thick) in new[] { (-0.5, 9.0), (-0.1, 14.0), (0.45, 8.0) })
            {
                var half = radius * Math.Sqrt(1 - (down * down)) - (thick / 2);
                pen.Stroke($"M{120 - half:0.#} {120 + (down * radius):0.#} Q120 {128 + (down * radius):0.#} {120 + half:0.#} {120 + (down * radius):0.#}", down < 0.4 ? colours.Light : colours.Accent, thick);
            }
        }
        else
        {
            foreach (var (x, y, size) in new[] { (-0.4, -0.3, 0.20), (0.3, -0.5, 0.12), (0.1, 0.35, 0.24), (-0.45, 0.4, 0.12), (0.55, 0.05, 0.14) })
            {
                pen.Circle(120 + (x * radius), 120 + (y * radius), size * radius, colours.Dark, 0.6).Circle(121.5 + (x * radius), 121.5 + (y * radius), size * radius * 0.75, colours.Light, 0.5);
            }
        }

        pen.Fill($"M120 {120 - radius:0.#} A{radius:0.#} {radius:0.#} 0 0 1 120 {120 + radius:0.#} A{radius * 1.7:0.#} {radius * 1.7:0.#} 0 0 0 120 {120 - radius:0.#} Z", "#000000", 0.22);
        if (hasRing)
        {
            Ring(pen, radius, tilt, colours.Light, 1);
        }

        pen.Circle(chances.Between(40, 70), chances.Between(34, 56), chances.Between(8, 14), "#e9e2cf");
    }

    public static void Lantern(Pen pen, Palette colours, Chances chances)
    {
        pen.Circle(120, 132, 104, "#f5c46b", 0.10).Circle(120, 132, 80, "#f5c46b", 0.16);
        if (chances.Next() < 0.5)
        {
            Paper(pen, colours, chances.Between(50, 66));
        }
        else
        {
            Iron(pen, colours, chances.Between(34, 46));
        }
    }

    private static void Paper(Pen pen, Palette colours, double width)
    {
        pen.Stroke($"M120 0 V52", "#d8c8a8", 3)
            .Ellipse(120, 128, width, 64, colours.Main);
        foreach (var share in new[] { 0.72, 0.36 })
        {
            pen.Ellipse(120, 128, width * share, 64, share > 0.5 ? colours.Light : "#fbe3ae", 0.8);
        }

        for (var rib = 0; rib < 5; rib++)
        {
            var y = 88 + (rib * 20);
            var half = width * Math.Sqrt(1 - Math.Pow((y - 128) / 64.0, 2));
            pen.Stroke($"M{120 - half:0.#} {y} Q120 {y + 8} {120 + half:0.#} {y}", colours.Dark, 2);
        }

        pen.Rect(96, 56, 48, 14, colours.Dark, 4).Rect(96, 186, 48, 14, colours.Dark, 4)
            .Stroke($"M120 200 V216 M112 200 V226 M128 200 V226 M120 210 V234", colours.Accent, 4);
    }

    private static void Iron(Pen pen, Palette colours, double half)
    {
        pen.Stroke($"M120 46 m-16 0 a16 16 0 1 1 32 0", "#d8c8a8", 5)
            .Fill($"M{120 - half - 12:0.#} 88 Q120 34 {120 + half + 12:0.#} 88 Z", colours.Light)
            .Rect(120 - half, 88, 2 * half, 98, "#fbe3ae")
            .Circle(120, 142, 30, "#ffffff", 0.5)
            .Fill($"M120 112 Q144 142 120 168 Q96 142 120 112 Z", "#ee9d45").Fill($"M120 134 Q132 150 120 166 Q108 150 120 134 Z", "#fff3cf")
            .Rect(114, 164, 12, 22, "#f6efe0")
            .Stroke($"M{120 - half:0.#} 88 V186 M{120 + half:0.#} 88 V186 M{120 - (half / 2.6):0.#} 88 V186 M{120 + (half / 2.6):0.#} 88 V186", colours.Main, 5)
            .Rect(120 - half - 10, 84, (2 * half) + 20, 10, colours.Main, 4)
            .Rect(120 - half - 14, 184, (2 * half) + 28, 18, colours.Main, 5)
            .Rect(120 - half - 4, 202, (2 * half) + 8, 10, colours.Light, 4);
    }

    /// <summary>One half of the ring: the far one goes behind the planet, the near one before it.</summary>
    private static void Ring(Pen pen, double radius, double tilt, string colour, int sweep)
    {
        var (x, y) = (radius * 1.62 * Math.Cos(tilt * Math.PI / 180), radius * 1.62 * Math.Sin(tilt * Math.PI / 180));
        pen.Stroke($"M{120 - x:0.#} {120 - y:0.#} A{radius * 1.62:0.#} {radius * 0.42:0.#} {tilt:0.#} 0 {1 - sweep} {120 + x:0.#} {120 + y:0.#}", colour, 8);
    }
}
