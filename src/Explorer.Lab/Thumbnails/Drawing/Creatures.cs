namespace Explorer.Lab.Thumbnails.Drawing;

/// <summary>Dragon, fish and bird.</summary>
internal static class Creatures
{
    public static void Dragon(Pen pen, Palette colours, Chances chances)
    {
        var lift = chances.Between(-14, 10);
        pen.Ellipse(118, 208, 78, 9, colours.Dark, 0.18)
            .Fill($"M84 140 C52 196 14 176 22 118 L10 104 L34 96 L40 120 C36 152 56 158 78 128 Z", colours.Main)
            .Rect(128, 172, 20, 34, colours.Dark, 9)
            .Rect(78, 172, 20, 34, colours.Dark, 9);
        pen.Fill($"M108 134 L{70 + (lift / 2):0.#} {34 + lift:0.#} Q{62:0.#} {66 + (lift / 2):0.#} 38 64 Q56 86 34 102 Q62 102 64 126 Q86 118 112 142 Z", colours.Dark)
            .Stroke($"M108 136 L{70 + (lift / 2):0.#} {34 + lift:0.#} M104 136 L40 65 M102 138 L37 102", colours.Light, 2.5);
        Spikes(pen, colours.Accent);
        pen.Stroke($"M132 150 C148 128 144 104 164 84", colours.Main, 34)
            .Ellipse(112, 156, 50, 36, colours.Main)
            .Fill($"M142 186 C100 202 76 184 78 164 C104 178 134 164 150 126 C160 148 158 174 142 186 Z", colours.Light)
            .Rect(112, 174, 22, 34, colours.Main, 10).Ellipse(127, 204, 17, 7, colours.Main)
            .Rect(62, 170, 22, 38, colours.Main, 10).Ellipse(77, 204, 17, 7, colours.Main);
        pen.Fill($"M160 66 Q146 54 150 34 Q162 48 174 58 Z", colours.Light)
            .Ellipse(174, 78, 28, 21, colours.Main)
            .Ellipse(198, 86, 20, 14, colours.Main)
            .Fill($"M176 62 Q168 48 176 30 Q184 48 190 60 Z", colours.Light)
            .Stroke($"M186 96 Q200 100 212 93", colours.Dark, 3)
            .Circle(208, 81, 2.4, colours.Dark)
            .Eye(180, 74, 7, colours.Ink);
        if (chances.Next() < 0.6)
        {
            pen.Fill($"M214 92 Q232 84 236 100 Q230 100 232 112 Q224 108 220 118 Q210 108 210 98 Z", "#e8a65a").Fill($"M215 95 Q226 92 229 102 Q222 104 220 110 Q214 104 213 98 Z", "#f4d38a");
        }
    }

    public static void Fish(Pen pen, Palette colours, Chances chances)
    {
        var height = chances.Between(40, 58);
        var right = 178;
        pen.Fill($"M70 122 C46 108 36 84 20 82 C30 104 30 140 20 164 C40 162 50 138 70 122 Z", colours.Dark)
            .Fill($"M96 {122 - height + 10:0.#} Q118 {122 - height - 30:0.#} 152 {122 - height + 12:0.#} Z", colours.Dark)
            .Fill($"M104 {122 + height - 12:0.#} Q112 {122 + height + 22:0.#} 138 {122 + height - 10:0.#} Z", colours.Dark)
            .Ellipse(128, 122, 70, height, colours.Main)
            .Fill($"M64 132 C90 {122 + height + 14:0.#} 170 {122 + height + 10:0.#} 196 132 C160 146 100 146 64 132 Z", colours.Light);
        if (chances.Next() < 0.5)
        {
            pen.Stroke($"M92 {128 - (height * 0.8):0.#} Q104 122 92 {116 + (height * 0.8):0.#} M116 {124 - (height * 0.85):0.#} Q130 122 116 {120 + (height * 0.85):0.#}", colours.Accent, 9);
        }
        else
        {
            foreach (var (x, y) in new[] { (92, 108), (112, 108), (132, 108), (102, 124), (122, 124), (82, 124), (112, 140), (92, 140) })
            {
                pen.Stroke($"M{x} {y} q8 8 0 16", colours.Dark, 2.5);
            }
        }

        pen.Fill($"M118 128 Q98 140 96 162 Q128 160 136 136 Z", colours.Accent)
            .Stroke($"M154 {122 - (height * 0.6):0.#} Q142 122 154 {122 + (height * 0.6):0.#}", colours.Dark, 3)
            .Eye(right - 6, 108, 9, colours.Ink)
            .Stroke($"M186 132 Q178 138 172 135", colours.Dark, 3);
        for (var bubble = 0; bubble < 3; bubble++)
        {
            pen.Circle(206 + (bubble * 6 * (bubble % 2 == 0 ? 1 : -0.4)), 92 - (bubble * 22), 7 - (bubble * 1.6), "#ffffff", 0.7);
        }
    }

    public static void Bird(Pen pen, Palette colours, Chances chances)
    {
        var wing = chances.Between(-10, 12);
        pen.Stroke($"M14 196 Q120 182 228 200", colours.Dark, 9)
            .Stroke($"M182 194 Q200 176 214 172", colours.Dark, 5)
            .Ellipse(216, 166, 12, 7, colours.Accent)
            .Stroke($"M112 172 V192 M134 172 V192", "#b5793f", 5)
            .Fill($"M76 134 L20 {168 + (wing / 2):0.#} L34 {178 + (wing / 2):0.#} L26 {190 + (wing / 2):0.#} L92 168 Z", colours.Dark)
            .Fill($"M62 140 C60 96 96 84 122 84 C128 58 150 46 168 50 C190 54 198 76 192 94 C190 146 164 180 122 180 C90 180 64 168 62 140 Z", colours.Main)
            .Fill($"M190 104 C186 148 162 180 124 180 C108 180 96 176 86 170 C128 170 160 140 168 104 Z", colours.Light)
            .Fill($"M80 128 C96 104 134 104 144 116 C144 146 120 {164 + wing:0.#} 74 {164 + wing:0.#} C90 152 80 144 80 128 Z", colours.Dark)
            .Stroke($"M100 134 Q116 134 128 126 M96 148 Q112 148 124 138", colours.Light, 3)
            .Fill($"M190 72 L222 82 L190 94 Q186 82 190 72 Z", "#e0913f")
            .Stroke($"M191 84 L218 83", "#b5682a", 2)
            .Eye(172, 74, 7.5, colours.Ink);
        if (chances.Next() < 0.5)
        {
            pen.Fill($"M146 62 Q132 44 118 44 Q130 34 144 42 Q140 30 130 26 Q152 24 164 52 Z", colours.Dark);
        }
    }

    private static void Spikes(Pen pen, string colour)
    {
        foreach (var (x, y) in new[] { (140, 66), (132, 86), (126, 106), (110, 118), (88, 122), (68, 136) })
        {
            pen.Fill($"M{x} {y} l-10 -6 l2 22 Z", colour);
        }
    }
}
