namespace Explorer.Lab.Thumbnails.Drawing;

/// <summary>Robot, ship and car.</summary>
internal static class Machines
{
    public static void Robot(Pen pen, Palette colours, Chances chances)
    {
        var width = chances.Between(74, 100);
        var left = 120 - (width / 2);
        var roundness = chances.Between(6, 26);
        pen.Ellipse(120, 212, 70, 8, colours.Dark, 0.18)
            .Stroke($"M120 50 V28", colours.Dark, 5).Circle(120, 24, 9, colours.Accent)
            .Rect(left + 10, 182, 26, 28, colours.Dark, 6).Rect(left + width - 36, 182, 26, 28, colours.Dark, 6)
            .Stroke($"M{left + 2:0.#} 132 Q{left - 24:0.#} 140 {left - 20:0.#} 168", colours.Dark, 13).Circle(left - 20, 172, 11, colours.Main)
            .Stroke($"M{left + width - 2:0.#} 132 Q{left + width + 24:0.#} 140 {left + width + 20:0.#} 168", colours.Dark, 13).Circle(left + width + 20, 172, 11, colours.Main)
            .Rect(108, 104, 24, 16, colours.Dark)
            .Rect(left, 116, width, 74, colours.Main, 14)
            .Rect(left + 12, 128, width - 24, 40, colours.Light, 8)
            .Rect(68, 66, 12, 24, colours.Dark, 5).Rect(160, 66, 12, 24, colours.Dark, 5)
            .Rect(76, 48, 88, 62, colours.Main, roundness)
            .Rect(86, 58, 68, 28, colours.Ink, 12);
        if (chances.Next() < 0.5)
        {
            pen.Circle(104, 72, 8, colours.Light).Circle(136, 72, 8, colours.Light).Circle(104, 72, 3.5, colours.Ink).Circle(136, 72, 3.5, colours.Ink);
        }
        else
        {
            pen.Rect(97, 66, 16, 12, colours.Light, 3).Rect(127, 66, 16, 12, colours.Light, 3);
        }

        pen.Stroke($"M104 98 H136", colours.Dark, 4);
        switch (chances.Next(3))
        {
            case 0:
                pen.Circle(104, 148, 6, colours.Accent).Circle(120, 148, 6, colours.Main).Circle(136, 148, 6, colours.Dark);
                break;
            case 1:
                pen.Stroke($"M98 158 A22 18 0 0 1 142 158", colours.Dark, 4).Stroke($"M120 158 L{chances.Between(106, 134):0.#} 142", colours.Accent, 4);
                break;
            default:
                pen.Fill($"M120 162 C96 146 106 132 120 142 C134 132 144 146 120 162 Z", colours.Accent);
                break;
        }
    }

    public static void Ship(Pen pen, Palette colours, Chances chances)
    {
        var masts = chances.Next(2) + 1;
        pen.Circle(chances.Between(40, 60), 50, 20, "#f3d79a");
        for (var mast = 0; mast < masts; mast++)
        {
            var x = masts == 1 ? 118 : 88 + (mast * 64);
            var top = masts == 1 ? 32 : 44 + (mast * 14);
            pen.Stroke($"M{x} 160 V{top}", colours.Dark, 6)
                .Fill($"M{x} {top} l30 9 l-30 9 Z", colours.Accent);
            if (chances.Next() < 0.5)
            {
                pen.Fill($"M{x + 5} {top + 18} Q{x + 54} {top + 64} {x + 50} 150 L{x + 5} 150 Z", "#fbf6ea").Fill($"M{x - 5} {top + 30} Q{x - 28} {top + 76} {x - 34} 150 L{x - 5} 150 Z", colours.Light);
            }
            else
            {
                pen.Fill($"M{x - 34} {top + 24} H{x + 34} Q{x + 46} {top + 50} {x + 34} {top + 70} H{x - 34} Q{x - 22} {top + 48} {x - 34} {top + 24} Z", "#fbf6ea")
                    .Fill($"M{x - 38} {top + 78} H{x + 38} Q{x + 48} {top + 94} {x + 38} {top + 110} H{x - 38} Q{x - 26} {top + 94} {x - 38} {top + 78} Z", colours.Light);
            }
        }

        pen.Fill($"M26 152 H214 Q208 196 172 206 H72 Q38 198 26 152 Z", colours.Main)
            .Fill($"M26 152 H214 L210 166 H30 Z", colours.Dark);
        for (var port = 0; port < 4; port++)
        {
            pen.Circle(72 + (port * 32), 180, 6.5, colours.Light);
        }

        pen.Fill($"M0 200 Q20 188 40 200 T80 200 T120 200 T160 200 T200 200 T240 200 V240 H0 Z", "#6f9fb4")
            .Fill($"M0 216 Q20 206 40 216 T80 216 T120 216 T160 216 T200 216 T240 216 V240 H0 Z", "#86b3c4");
    }

    public static void Car(Pen pen, Palette colours, Chances chances)
    {
        var roof = chances.Between(78, 96);
        var (front, back) = chances.Next(3) switch { 0 => (150, 84), 1 => (160, 46), _ => (140, 96) };
        pen.Rect(0, 190, 240, 50, colours.Ground)
            .Stroke($"M16 214 H58 M98 214 H140 M180 214 H222", "#ffffff", 5)
            .Ellipse(120, 196, 100, 8, colours.Dark, 0.25)
            .Fill($"M{back - 12} 138 Q{back - 6} {roof:0.#} {back + 22} {roof:0.#} H{front - 6} Q{front + 14} {roof:0.#} {front + 36} 138 Z", colours.Dark)
            .Fill($"M{back + 2} 136 Q{back + 6} {roof + 12:0.#} {back + 24} {roof + 12:0.#} H{((back + front) / 2) + 4} V136 Z", "#dcebf0")
            .Fill($"M{((back + front) / 2) + 14} 136 V{roof + 12:0.#} H{front - 8} Q{front + 6} {roof + 12:0.#} {front + 20} 136 Z", "#dcebf0")
            .Fill($"M18 150 Q20 134 44 134 H182 Q222 138 224 162 V180 Q224 188 214 188 H28 Q16 188 16 176 Z", colours.Main)
            .Rect(16, 164, 208, 8, colours.Light)
            .Stroke($"M{(back + front) / 2} 142 V184 M{((back + front) / 2) - 20} 150 H{((back + front) / 2) - 8}", colours.Dark, 3)
            .Ellipse(214, 156, 8, 7, "#f6e3a5").Rect(14, 150, 9, 14, "#c9574e", 3)
            .Rect(208, 178, 22, 9, colours.Dark, 4).Rect(10, 178, 22, 9, colours.Dark, 4);
        foreach (var x in new[] { 66, 176 })
        {
            pen.Circle(x, 186, 26, colours.Ink).Circle(x, 186, 14, "#d9d9d4").Circle(x, 186, 5, colours.Dark);
        }

        if (chances.Next() < 0.4)
        {
            pen.Rect(back + 10, roof - 8, front - back, 6, colours.Dark, 3).Rect(back + 22, roof - 26, 40, 20, colours.Accent, 4);
        }
    }
}
