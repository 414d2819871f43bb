namespace Explorer.Recommender.Likes.Tables;

/// <summary>How a file is packed; its first bytes say so, whatever it is called.</summary>
public enum Compression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>gzip, of one or several members.</summary>
    Gzip,

    /// <summary>A zip archive with exactly one file in it.</summary>
    Zip,
}
