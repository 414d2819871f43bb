using System.Globalization;
using System.Text.Json;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Likes.Tables;

namespace Explorer.Web.Api;

/// <summary>What may be chosen about a file in the query of a request; what is left out is guessed.</summary>
/// <param name="Encoding">utf8, utf16LittleEndian, utf16BigEndian, utf32, windows1252.</param>
/// <param name="Compression">none, gzip, zip.</param>
/// <param name="Separator">comma, semicolon, tab, pipe, blank, one ASCII character, or several that are no letters and digits, as ::.</param>
/// <param name="Quote">double, single, backslash, none, or one ASCII character.</param>
/// <param name="Escape">doubled, backslash.</param>
/// <param name="Header">Whether the first row names the columns.</param>
/// <param name="ItemId">The column with the item's id: its name, or #1 for the first; empty for none. So for all columns.</param>
/// <param name="UserId">The column with the user's id.</param>
/// <param name="ItemName">The column with the item's name.</param>
/// <param name="Weight">The column with the weight d.</param>
/// <param name="Rating">The column with the rating; matters with minRating.</param>
/// <param name="Timestamp">The column with the time.</param>
/// <param name="ThumbnailUrl">The column with the picture's address.</param>
/// <param name="PageUrl">The column with the page's address, of items files.</param>
/// <param name="Tags">The column with tags, of items files.</param>
/// <param name="Repeats">sum or maximum: what the weights of repeats come to.</param>
/// <param name="MinRating">The smallest rating that is a like.</param>
internal sealed record FormatQuery(
    string? Encoding,
    string? Compression,
    string? Separator,
    string? Quote,
    string? Escape,
    bool? Header,
    string? ItemId,
    string? UserId,
    string? ItemName,
    string? Weight,
    string? Rating,
    string? Timestamp,
    string? ThumbnailUrl,
    string? PageUrl,
    string? Tags,
    string? Repeats,
    double? MinRating)
{
    public TableFormat ToFormat() => new()
    {
        Encoding = WordIn<TextEncoding>(Encoding, "encoding"),
        Compression = WordIn<Compression>(Compression, "compression"),
        Separator = Separator is null ? null : SeparatorOf(Separator),
        Quote = Quote is null ? null : QuoteOf(Quote),
        Escape = WordIn<QuoteEscape>(Escape, "escape"),
        HasHeader = Header,
        Columns = new (ColumnRole Role, string? Column)[]
        {
            (ColumnRole.ItemId, ItemId),
            (ColumnRole.UserId, UserId),
            (ColumnRole.ItemName, ItemName),
            (ColumnRole.Weight, Weight),
            (ColumnRole.Rating, Rating),
            (ColumnRole.Timestamp, Timestamp),
            (ColumnRole.ThumbnailUrl, ThumbnailUrl),
            (ColumnRole.PageUrl, PageUrl),
            (ColumnRole.Tags, Tags),
        }.Where(choice => choice.Column is not null).ToDictionary(choice => choice.Role, choice => choice.Column ?? ""),
    };

    public LikesFileChoices ToChoices() => new()
    {
        Format = ToFormat(),
        Repeats = WordIn<Repeats>(Repeats, "repeats") ?? Recommender.Likes.Repeats.Sum,
        MinRating = MinRating,
    };

    /// <summary>The words that say the same in an import's query; nothing about what is to be guessed.</summary>
    public static IReadOnlyDictionary<string, string> WordsOf(LikesFileChoices choices)
    {
        var words = new Dictionary<string, string>(WordsOf(choices.Format));
        if (choices.Repeats is not Recommender.Likes.Repeats.Sum)
        {
            words["repeats"] = JsonNamingPolicy.CamelCase.ConvertName(choices.Repeats.ToString());
        }

        if (choices.MinRating is { } minRating)
        {
            words["minRating"] = minRating.ToString("R", CultureInfo.InvariantCulture);
        }

        return words;
    }

    /// <summary>The words that say the same in a query; nothing about what is to be guessed. An empty column is none.</summary>
    public static IReadOnlyDictionary<string, string> WordsOf(TableFormat format)
    {
        var words = new (string Name, string? Word)[]
        {
            ("encoding", WordOf(format.Encoding)),
            ("compression", WordOf(format.Compression)),
            ("separator", format.Separator is [var separator] ? WordOf(separator) : format.Separator),
            ("quote", format.Quote is { } quote ? WordOf(quote) : null),
            ("escape", WordOf(format.Escape)),
            ("header", format.HasHeader is { } hasHeader ? (hasHeader ? "true" : "false") : null),
        };
        return words
            .Concat(format.Columns.Select(column => (Name: JsonNamingPolicy.CamelCase.ConvertName(column.Key.ToString()), Word: (string?)column.Value)))
            .Where(choice => choice.Word is not null)
            .ToDictionary(choice => choice.Name, choice => choice.Word ?? "");
    }

    /// <summary>The word for a separator or quote, or the character itself where there is none.</summary>
    private static string WordOf(char character) => character switch
    {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        '|' => "pipe",
        ' ' => "blank",
        '"' => "double",
        '\'' => "single",
        '\\' => "backslash",
        TableFormat.NoQuote => "none",
        _ => character.ToString(),
    };

    private static string? WordOf<T>(T? value)
        where T : struct, Enum => value is { } chosen ? JsonNamingPolicy.CamelCase.ConvertName(chosen.ToString()) : null;

    /// <summary>One of the words of an enumeration, whatever its case; null when none was given.</summary>
    public static T? WordIn<T>(string? text, string what)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw new ExplorerException(
            $"{what}: “{Shorten(text)}” is not possible. Use {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.");
    }

    private static string Shorten(string text) => text.Length > 40 ? text[..40] + "…" : text;

    private static string SeparatorOf(string text) =>
        CharacterOf(text)?.ToString() ?? (TableFormat.CanSeparate(text)
            ? text
            : throw Impossible(text, "separator", $"one ASCII character, or up to {TableFormat.MaxSeparatorLength} that are no letters and digits"));

    private static char QuoteOf(string text) =>
        text.Equals("none", StringComparison.OrdinalIgnoreCase)
            ? TableFormat.NoQuote
            : CharacterOf(text) ?? throw Impossible(text, "quote", "none, or one ASCII character");

    private static ExplorerException Impossible(string text, string what, string or) =>
        new($"{what}: “{Shorten(text)}” is not possible. Use comma, semicolon, tab, pipe, blank, double, single, backslash, {or}.");

    /// <summary>The character that a word or the character itself stands for; null when it is neither.</summary>
    private static char? CharacterOf(string text) => text.ToLowerInvariant() switch
    {
        "comma" => ',',
        "semicolon" => ';',
        "tab" or "\\t" => '\t',
        "pipe" => '|',
        "blank" or "space" => ' ',
        "double" => '"',
        "single" => '\'',
        "backslash" => '\\',
        [_] => text[0],
        _ => null,
    };
}
