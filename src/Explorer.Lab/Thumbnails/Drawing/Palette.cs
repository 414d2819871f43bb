namespace Explorer.Lab.Thumbnails.Drawing;

/// <summary>The few muted colours of one drawing, as <c>#rrggbb</c>.</summary>
internal sealed record Palette(string Sky, string Ground, string Dark, string Main, string Light, string Accent, string Ink)
{
    /// <summary>Colours around a hue.</summary>
    /// <param name="hue">Degrees; any number.</param>
    /// <param name="depth">0 … 1, from light to deep.</param>
    public static Palette Of(double hue, double depth) => new(
        Hsl(hue, 0.30, 0.90 - (0.05 * depth)),
        Hsl(hue + 12, 0.26, 0.80 - (0.06 * depth)),
        Hsl(hue, 0.36, 0.34 - (0.05 * depth)),
        Hsl(hue, 0.42, 0.56 - (0.10 * depth)),
        Hsl(hue + 8, 0.48, 0.74 - (0.06 * depth)),
        Hsl(hue + 165, 0.48, 0.62),
        Hsl(hue, 0.30, 0.20));

    /// <summary>The same things at night.</summary>
    public Palette AtNight(double hue) => this with { Sky = Hsl(hue, 0.34, 0.20), Ground = Hsl(hue + 15, 0.32, 0.27) };

    private static string Hsl(double hue, double saturation, double lightness)
    {
        var chroma = saturation * Math.Min(lightness, 1 - lightness);
        return $"#{Channel(0):x2}{Channel(8):x2}{Channel(4):x2}";

        int Channel(double offset)
        {
            var place = (offset + (hue / 30) + 24) % 12;
            return (int)Math.Round(255 * (lightness - (chroma * Math.Clamp(Math.Min(place - 3, 9 - place), -1, 1))));
        }
    }
}
