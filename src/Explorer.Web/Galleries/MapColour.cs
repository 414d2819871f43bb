namespace Explorer.Web.Galleries;

/// <summary>What colours on a map mean.</summary>
public enum MapColour
{
    /// <summary>How much liked an item is.</summary>
    Likes,

    /// <summary>The group of its direction.</summary>
    Cluster,

    /// <summary>Its tags: the commonest six, or one that is chosen.</summary>
    Tag,
}
