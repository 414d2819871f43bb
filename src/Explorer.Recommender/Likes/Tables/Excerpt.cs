namespace Explorer.Recommender.Likes.Tables;

/// <summary>Text from a file as it may stand in a message: one line, not too long, in quotes.</summary>
internal static class Excerpt
{
    private const int MaxLength = 40;

    public static string Of(string text)
    {
        var line = string.Concat(text.Take(MaxLength).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? ' ' : letter));
        return $"‘{line}{(text.Length > MaxLength ? "…" : "")}’";
    }
}
