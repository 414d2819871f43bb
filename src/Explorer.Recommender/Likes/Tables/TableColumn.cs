namespace Explorer.Recommender.Likes.Tables;

/// <summary>What a column of a table can be, and the names it goes by.</summary>
/// <param name="Role">What it holds.</param>
/// <param name="Meaning">The same in words, as in "the item's id".</param>
/// <param name="IsRequired">Whether a table without it is refused.</param>
/// <param name="Names">Header names, the best first; compared without case, underscores, hyphens and spaces.</param>
internal sealed record TableColumn(ColumnRole Role, string Meaning, bool IsRequired, params string[] Names)
{
    /// <summary>The item's id, as every kind of table names it.</summary>
    public static TableColumn ItemId { get; } = new(
        ColumnRole.ItemId,
        "the item's id",
        true,
        "mid", "item_id", "item", "model_id", "movie_id", "book_id", "artist_id", "product_id", "song_id", "track_id", "album_id", "game_id",
        "article_id", "video_id", "recipe_id", "anime_id", "business_id", "object_id", "artist_mbid", "asin", "isbn", "sku");

    /// <summary>The user's id.</summary>
    public static TableColumn UserId { get; } = new(
        ColumnRole.UserId,
        "the user's id",
        true,
        "uid", "user_id", "user", "username", "member_id", "member", "customer_id", "customer", "reviewer_id", "visitor_id", "account_id",
        "person_id", "listener_id", "reader_id", "player_id");

    /// <summary>The item's name.</summary>
    public static TableColumn ItemName { get; } = new(
        ColumnRole.ItemName,
        "the item's name",
        false,
        "modelname", "item_name", "item_title", "title", "name", "model_title", "movie_title", "book_title", "product_name",
        "product_title", "artist_name", "song_name", "song_title", "track_name", "track_title", "album_name", "game_name");

    /// <summary>How often, or how strongly.</summary>
    public static TableColumn Weight { get; } = new(
        ColumnRole.Weight,
        "the weight of the like",
        false,
        "weight", "count", "plays", "play_count", "listens", "listen_count", "purchases", "quantity", "frequency");

    /// <summary>A rating. It makes likes only together with a threshold.</summary>
    public static TableColumn Rating { get; } = new(
        ColumnRole.Rating,
        "the rating",
        false,
        "rating", "ratings", "stars", "score", "user_rating", "book_rating", "movie_rating");

    /// <summary>When the like was given.</summary>
    public static TableColumn Timestamp { get; } = new(
        ColumnRole.Timestamp,
        "the time of the like",
        false,
        "timestamp", "unix_timestamp", "time", "datetime", "date", "created_at", "liked_at", "rated_at", "unix_review_time");

    /// <summary>The address of the item's picture.</summary>
    public static TableColumn ThumbnailUrl { get; } = new(
        ColumnRole.ThumbnailUrl,
        "the address of the item's picture",
        false,
        "thumbnail_url", "thumbnail", "image_url", "image", "picture_url", "picture", "cover_url", "cover", "poster_url", "poster");

    /// <summary>The address of a page about the item.</summary>
    public static TableColumn PageUrl { get; } = new(
        ColumnRole.PageUrl,
        "the address of a page about the item",
        false,
        "page_url", "page", "url", "link", "item_url", "viewer_url", "website");

    /// <summary>Words the item is filed under.</summary>
    public static TableColumn Tags { get; } = new(
        ColumnRole.Tags,
        "the item's tags",
        false,
        "tags", "tag", "genres", "genre", "categories", "category", "keywords", "subjects");

    /// <summary>A header name as it is compared: ids keep every character, header names do not.</summary>
    public static string Normalize(string headerName) =>
        string.Concat(headerName.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('_' or '-' or '\uFEFF'))).ToLowerInvariant();
}
