namespace Explorer.Recommender.Likes.Tables;

/// <summary>What a column of a table can hold.</summary>
public enum ColumnRole
{
    /// <summary>The item's id.</summary>
    ItemId,

    /// <summary>The user's id.</summary>
    UserId,

    /// <summary>The item's name.</summary>
    ItemName,

    /// <summary>d: how often, or how strongly.</summary>
    Weight,

    /// <summary>A rating, from which likes are made by a threshold.</summary>
    Rating,

    /// <summary>When the like was given.</summary>
    Timestamp,

    /// <summary>The address of the item's picture.</summary>
    ThumbnailUrl,

    /// <summary>The address of a page about the item.</summary>
    PageUrl,

    /// <summary>Words the item is filed under.</summary>
    Tags,
}
