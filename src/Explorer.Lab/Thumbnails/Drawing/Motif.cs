namespace Explorer.Lab.Thumbnails.Drawing;

/// <summary>A thing that can be drawn.</summary>
/// <param name="Hue">Its family colour, degrees.</param>
/// <param name="IsNight">Whether it stands before a night sky.</param>
/// <param name="Draw">Draws it; the numbers decide its variation.</param>
/// <param name="Words">The words in a name that call for it, in lower case, singular.</param>
internal sealed record Motif(double Hue, bool IsNight, Action<Pen, Palette, Chances> Draw, params string[] Words)
{
    private const int LettersLookedAt = 300;

    private static readonly Motif[] All =
    [
        new(8, false, Creatures.Dragon, "dragon", "wyvern", "drake"),
        new(208, false, Machines.Robot, "robot", "droid", "android", "mech", "bot"),
        new(268, false, Buildings.Castle, "castle", "fortress", "palace"),
        new(196, false, Machines.Ship, "ship", "boat", "sailboat", "galleon"),
        new(172, false, Creatures.Fish, "fish", "goldfish"),
        new(112, false, Plants.Tree, "tree", "oak", "pine"),
        new(338, false, Plants.Mushroom, "mushroom", "toadstool"),
        new(24, false, Machines.Car, "car", "automobile", "taxi"),
        new(44, false, Creatures.Bird, "bird", "songbird"),
        new(236, true, Scenery.Planet, "planet", "exoplanet"),
        new(30, true, Scenery.Lantern, "lantern", "lamp"),
        new(352, false, Buildings.House, "house", "cottage", "cabin"),
    ];

    private static readonly Dictionary<string, Motif> ByWord = All
        .SelectMany(motif => motif.Words.SelectMany(word => new[] { (Word: word, motif), (Word: word + "s", motif) }))
        .ToDictionary(entry => entry.Word, entry => entry.motif, StringComparer.OrdinalIgnoreCase);

    /// <summary>The motif a name calls for: the last known word in it, since "castle dragon" is a dragon; null when there is none.</summary>
    public static Motif? Find(string name)
    {
        var lookup = ByWord.GetAlternateLookup<ReadOnlySpan<char>>();
        var rest = name.AsSpan(0, Math.Min(name.Length, LettersLookedAt));
        Motif? found = null;
        while (!rest.IsEmpty)
        {
            var length = 0;
            while (length < rest.Length && char.IsLetter(rest[length]))
            {
                length++;
            }

            found = lookup.TryGetValue(rest[..length], out var motif) ? motif : found;
            rest = rest[Math.Min(length + 1, rest.Length)..];
        }

        return found;
    }
}
