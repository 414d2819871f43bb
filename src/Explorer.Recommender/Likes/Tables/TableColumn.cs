namespace Explorer.Recommender.Likes.Tables;

/// <summary>What a column of a table can be, and the names it goes by.</summary>
/// <param name="Meaning">What it holds, as in "the item's id".</param>
/// <param name="IsRequired">Whether a table without it is refused.</param>
/// <param name="Names">Header names, the best first, in lower case without underscores, hyphens and spaces.</param>
internal sealed record TableColumn(string Meaning, bool IsRequired, params string[] Names)
{
    /// <summary>The item's id, as every kind of table names it.</summary>
    public static TableColumn ItemId { get; } = new(
        "the item's id",
        true,
        "mid", "itemid", "item", "modelid", "movieid", "bookid", "artistid", "productid", "songid", "trackid", "albumid", "gameid",
        "articleid", "videoid", "recipeid", "objectid", "asin", "isbn", "sku");

    /// <summary>The user's id.</summary>
    public static TableColumn UserId { get; } = new(
        "the user's id",
        true,
        "uid", "userid", "user", "username", "memberid", "member", "customerid", "customer", "reviewerid", "visitorid", "accountid",
        "personid", "listenerid", "readerid", "playerid");

    /// <summary>The item's name.</summary>
    public static TableColumn ItemName { get; } = new(
        "the item's name",
        false,
        "modelname", "itemname", "itemtitle", "title", "name", "modeltitle", "movietitle", "booktitle", "productname",
        "producttitle", "artistname", "songname", "songtitle", "trackname", "tracktitle", "albumname", "gamename");

    /// <summary>A header name as it is compared: ids keep every character, header names do not.</summary>
    public static string Normalize(string headerName) =>
        string.Concat(headerName.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('_' or '-' or '\uFEFF'))).ToLowerInvariant();
}
