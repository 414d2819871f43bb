namespace Explorer.Web.Galleries;

/// <summary>English plurals of the words people call their items: regular ones by rule, the common irregular ones by list.</summary>
internal static class Plural
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.OrdinalIgnoreCase)
    {
        ["person"] = "people",
        ["man"] = "men",
        ["woman"] = "women",
        ["child"] = "children",
        ["mouse"] = "mice",
        ["foot"] = "feet",
        ["tooth"] = "teeth",
        ["hero"] = "heroes",
        ["potato"] = "potatoes",
        ["tomato"] = "tomatoes",
        ["quiz"] = "quizzes",
        ["shelf"] = "shelves",
        ["leaf"] = "leaves",
        ["knife"] = "knives",
        ["wife"] = "wives",
        ["life"] = "lives",
        ["series"] = "series",
        ["species"] = "species",
        ["sheep"] = "sheep",
        ["fish"] = "fish",
        ["anime"] = "anime",
        ["manga"] = "manga",
        ["music"] = "music",
        ["news"] = "news",
    };

    /// <summary>The plural of a word or of a phrase's head: “piece of music” gives “pieces of music”.</summary>
    public static string Of(string word)
    {
        var of = word.IndexOf(" of ", StringComparison.OrdinalIgnoreCase);
        if (of > 0)
        {
            return Of(word[..of]) + word[of..];
        }

        var space = word.LastIndexOf(' ');
        return word[..(space + 1)] + OfOne(word[(space + 1)..]);
    }

    private static string OfOne(string word)
    {
        if (Irregular.TryGetValue(word, out var irregular))
        {
            return char.IsUpper(word[0]) ? char.ToUpperInvariant(irregular[0]) + irregular[1..] : irregular;
        }

        return word.ToLowerInvariant() switch
        {
            "" => "",
            [.., 's' or 'x' or 'z'] or [.., 'c' or 's', 'h'] => word + "es",
            [.., 'a' or 'e' or 'i' or 'o' or 'u', 'y'] => word + "s",
            [.., _, 'y'] => word[..^1] + "ies",
            _ => word + "s",
        };
    }
}
