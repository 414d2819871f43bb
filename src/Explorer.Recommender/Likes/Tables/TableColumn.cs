namespace Explorer.Recommender.Likes.Tables;

/// <summary>What a column of a table can be, and the names it goes by.</summary>
/// <param name="Meaning">What it holds, as in "the item's id".</param>
/// <param name="IsRequired">Whether a table without it is refused.</param>
/// <param name="Names">Header names, the best first; compared without case, underscores, hyphens and spaces.</param>
internal sealed record TableColumn(string Meaning, bool IsRequired, params string[] Names)
{
    /// <summary>The item's id, as every kind of table names it.</summary>
    public static TableColumn ItemId { get; } = new(
        "the item's id",
        true,
        "mid", "item_id", "item", "model_id", "movie_id", "book_id", "artist_id", "product_id", "song_id", "track_id", "album_id", "game_id",
        "article_id", "video_id", "recipe_id", "object_id", "asin", "isbn", "sku");

    /// <summary>The user's id.</summary>
    public static TableColumn UserId { get; } = new(
        "the user's id",
        true,
        "uid", "user_id", "user", "username", "member_id", "member", "customer_id", "customer", "reviewer_id", "visitor_id", "account_id",
        "person_id", "listener_id", "reader_id", "player_id");

    /// <summary>The item's name.</summary>
    public static TableColumn ItemName { get; } = new(
        "the item's name",
        false,
        "modelname", "item_name", "item_title", "title", "name", "model_title", "movie_title", "book_title", "product_name",
        "product_title", "artist_name", "song_name", "song_title", "track_name", "track_title", "album_name", "game_name");

    /// <summary>The address of the item's picture.</summary>
    public static TableColumn ThumbnailUrl { get; } = new(
        "the address of the item's picture",
        false,
        "thumbnail_url", "thumbnail", "image_url", "image", "picture_url", "picture", "cover_url", "cover", "poster_url", "poster");

    /// <summary>The address of a page about the item.</summary>
    public static TableColumn PageUrl { get; } = new(
        "the address of a page about the item",
        false,
        "page_url", "page", "url", "link", "item_url", "viewer_url", "website");

    /// <summary>A header name as it is compared: ids keep every character, header names do not.</summary>
    public static string Normalize(string headerName) =>
        string.Concat(headerName.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('_' or '-' or '\uFEFF'))).ToLowerInvariant();
}
