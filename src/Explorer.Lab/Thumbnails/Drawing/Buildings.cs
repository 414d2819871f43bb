namespace Explorer.Lab.Thumbnails.Drawing;

/// <summary>Castle and house.</summary>
internal static class Buildings
{
    public static void Castle(Pen pen, Palette colours, Chances chances)
    {
        var hasRoofs = chances.Next() < 0.6;
        var left = chances.Between(84, 118);
        var right = chances.Between(84, 118);
        var keep = chances.Between(56, 74);
        pen.Fill($"M0 206 Q60 182 120 194 T240 200 V240 H0 Z", colours.Ground);
        Tower(pen, colours, 92, keep, 56, hasRoofs);
        pen.Rect(60, 140, 120, 66, colours.Main);
        Battlements(pen, colours.Main, 60, 130, 120);
        Tower(pen, colours, 34, left, 40, hasRoofs);
        Tower(pen, colours, 166, right, 40, hasRoofs);
        pen.Fill($"M100 206 V178 A20 22 0 0 1 140 178 V206 Z", colours.Ink)
            .Stroke($"M110 206 V164 M120 206 V158 M130 206 V164 M101 184 H139", colours.Dark, 2)
            .Stroke($"M120 {keep - (hasRoofs ? 42 : 8):0.#} V{keep - (hasRoofs ? 56 : 36):0.#}", colours.Dark, 3)
            .Fill($"M121 {keep - (hasRoofs ? 58 : 38):0.#} l26 7 l-26 8 Z", colours.Accent);
    }

    public static void House(Pen pen, Palette colours, Chances chances)
    {
        var top = chances.Between(40, 62);
        var eaves = chances.Between(102, 116);
        pen.Circle(204, 44, 18, "#f3d79a")
            .Fill($"M0 200 Q70 186 130 196 T240 196 V240 H0 Z", "#a9bd8f")
            .Rect(158, 52, 20, 52, colours.Dark)
            .Circle(172, 40, 9, "#ffffff", 0.8).Circle(182, 26, 12, "#ffffff", 0.6)
            .Rect(56, eaves - 4, 128, 208 - eaves, "#f3e6d3");
        if (chances.Next() < 0.5)
        {
            pen.Fill($"M36 {eaves + 6:0.#} L120 {top:0.#} L204 {eaves + 6:0.#} Z", colours.Main)
                .Stroke($"M36 {eaves + 6:0.#} L120 {top:0.#} L204 {eaves + 6:0.#}", colours.Dark, 7)
                .Circle(120, eaves - 16, 11, "#dcebf0");
        }
        else
        {
            pen.Fill($"M38 {eaves + 6:0.#} L66 {top + 22:0.#} L120 {top - 4:0.#} L174 {top + 22:0.#} L202 {eaves + 6:0.#} Z", colours.Main)
                .Stroke($"M38 {eaves + 6:0.#} L66 {top + 22:0.#} L120 {top - 4:0.#} L174 {top + 22:0.#} L202 {eaves + 6:0.#}", colours.Dark, 6)
                .Rect(108, eaves - 32, 24, 26, "#dcebf0", 3);
        }

        var door = chances.Next(2) == 0 ? 106 : 72;
        pen.Rect(door, 156, 30, 48, colours.Accent, 4).Circle(door + 24, 182, 2.6, colours.Ink);
        foreach (var x in door == 106 ? new[] { 68, 146 } : [118, 150])
        {
            pen.Rect(x, 136, 26, 28, colours.Dark, 3).Rect(x + 3, 139, 20, 22, "#dcebf0").Stroke($"M{x + 13} 139 V161 M{x + 3} 150 H{x + 23}", colours.Dark, 2);
        }

        var bush = chances.Between(26, 44);
        pen.Circle(bush, 198, 18, "#7f9d6a").Circle(bush + 20, 202, 13, "#8fae78").Circle(206, 200, 16, "#7f9d6a");
    }

    private static void Tower(Pen pen, Palette colours, double x, double top, double width, bool hasRoof)
    {
        pen.Rect(x, top, width, 206 - top, colours.Light).Rect(x + (width * 0.68), top, width * 0.32, 206 - top, colours.Main);
        if (hasRoof)
        {
            pen.Fill($"M{x - 7:0.#} {top + 2:0.#} L{x + (width / 2):0.#} {top - 44:0.#} L{x + width + 7:0.#} {top + 2:0.#} Z", colours.Dark);
        }
        else
        {
            Battlements(pen, colours.Dark, x - 4, top - 10, width + 8);
        }

        pen.Rect(x + (width / 2) - 5, top + 22, 10, 20, colours.Ink, 5);
    }

    private static void Battlements(Pen pen, string colour, double x, double y, double width)
    {
        var count = (int)(width / 20);
        pen.Rect(x, y + 8, width, 8, colour);
        for (var tooth = 0; tooth <= count; tooth++)
        {
            pen.Rect(x + (tooth * (width - 10) / count), y, 10, 10, colour);
        }
    }
}
