namespace Explorer.Recommender.Comparison;

/// <summary>What has become of an entry between two ranked lists.</summary>
public enum ListMark
{
    /// <summary>At the same place in both.</summary>
    Same,

    /// <summary>In both, at another place.</summary>
    Moved,

    /// <summary>Only in the second list.</summary>
    New,

    /// <summary>Only in the first list.</summary>
    Left,
}
