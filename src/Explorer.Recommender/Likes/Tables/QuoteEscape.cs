namespace Explorer.Recommender.Likes.Tables;

/// <summary>How a quote stands inside a quoted field, or a separator inside a field where nothing is quoted.</summary>
public enum QuoteEscape
{
    /// <summary>A quote is doubled. Without a quote character there is no escape at all.</summary>
    Doubled,

    /// <summary>A backslash comes before it. Without a quote character it makes the next character ordinary text.</summary>
    Backslash,
}
