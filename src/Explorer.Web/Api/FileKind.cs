namespace Explorer.Web.Api;

/// <summary>What a file is about.</summary>
internal enum FileKind
{
    /// <summary>Who likes what.</summary>
    Likes,

    /// <summary>Names, pictures, pages and tags of items.</summary>
    Items,
}
