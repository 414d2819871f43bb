namespace Explorer.Recommender.Likes.Tables;

/// <summary>How a field uses the quote character.</summary>
internal enum Quoting
{
    /// <summary>It does not begin with one.</summary>
    None,

    /// <summary>It begins and ends with one.</summary>
    Closed,

    /// <summary>The closing quote is followed by text, which counts as part of the field.</summary>
    TextBehind,

    /// <summary>The quote is never closed.</summary>
    Open,
}
