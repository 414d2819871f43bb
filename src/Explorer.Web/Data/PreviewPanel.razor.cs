using Explorer.Lab.Datasets;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Likes.Tables;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Data;

/// <summary>The first rows of a file as they would be read, and everything about that which can be corrected.</summary>
public sealed partial class PreviewPanel
{
    private const int FirstRows = 20;
    private const string RatingLabel = "Counts as a like from rating";

    /// <summary>Stands in the list of separators for one that is typed.</summary>
    private const string Typed = "typed";

    private static readonly (TextEncoding?, string)[] Encodings =
    [
        (TextEncoding.Utf8, "UTF-8"),
        (TextEncoding.Utf16LittleEndian, "UTF-16, low byte first"),
        (TextEncoding.Utf16BigEndian, "UTF-16, high byte first"),
        (TextEncoding.Utf32, "UTF-32"),
        (TextEncoding.Windows1252, "Windows-1252"),
    ];

    private static readonly (Compression?, string)[] Compressions = [(Compression.None, "none"), (Compression.Gzip, "gzip"), (Compression.Zip, "zip")];
    private static readonly (string, string)[] UsualSeparators =
        [(",", "comma ,"), (";", "semicolon ;"), ("\t", "tab"), ("|", "pipe |"), (" ", "blank"), ("::", "double colon ::")];

    private static readonly (char?, string)[] UsualQuotes = [('"', "double \""), ('\'', "single '"), ('\\', "backslash \\"), (TableFormat.NoQuote, "none")];
    private static readonly (QuoteEscape?, string)[] Escapes = [(QuoteEscape.Doubled, "doubled"), (QuoteEscape.Backslash, "after a backslash")];
    private static readonly (bool?, string)[] Headers = [(true, "names the columns"), (false, "is data")];
    private static readonly (Repeats, string)[] Sums = [(Repeats.Sum, "are added"), (Repeats.Maximum, "the greatest counts")];

    private ImportChoices _choices = ImportChoices.None;
    private TablePreview? _preview;
    private string? _problem;
    private bool _typesSeparator;
    private bool _showsAll;
    private int _looks;

    /// <summary>The file's first bytes; read once.</summary>
    [Parameter, EditorRequired]
    public required FileBeginning Beginning { get; set; }

    /// <summary>What kind of file it is.</summary>
    [Parameter, EditorRequired]
    public required TableLook Look { get; set; }

    /// <summary>What the file is called.</summary>
    [Parameter, EditorRequired]
    public required string FileName { get; set; }

    /// <summary>The words on the button that leads back.</summary>
    [Parameter]
    public string Other { get; set; } = "Choose another file";

    /// <summary>The person wants it as it is read now.</summary>
    [Parameter]
    public EventCallback<LikesFileChoices> OnImport { get; set; }

    /// <summary>The person wants another file.</summary>
    [Parameter]
    public EventCallback OnDiscard { get; set; }

    private TableFormat Chosen => _choices.Format;

    /// <summary>What was chosen, and what was found where nothing was.</summary>
    private TableFormat Read => new()
    {
        Encoding = Chosen.Encoding ?? _preview?.Format.Encoding,
        Compression = Chosen.Compression ?? _preview?.Format.Compression,
        Separator = Chosen.Separator ?? _preview?.Format.Separator,
        Quote = Chosen.Quote ?? _preview?.Format.Quote,
        Escape = Chosen.Escape ?? _preview?.Format.Escape,
        HasHeader = Chosen.HasHeader ?? _preview?.Format.HasHeader,
    };

    private (string, string)[] Separators => [.. WithOther(UsualSeparators, Read.Separator), (Typed, "other characters …")];

    private (char?, string)[] Quotes => WithOther(UsualQuotes, Read.Quote);

    private bool CanImport => _problem is null && _preview is { Problems.Count: 0 } && IsRatingReadable;

    private bool IsRatingReadable
    {
        get
        {
            try
            {
                ImportChoices.ReadRating(_choices.MinRating, RatingLabel);
                return true;
            }
            catch (ExplorerException)
            {
                // The field explains itself.
                return false;
            }
        }
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => LookAsync(_choices);

    private static (T, string)[] WithOther<T>((T, string)[] usual, T? present) =>
        present is null || usual.Any(one => Equals(one.Item1, present)) ? usual : [.. usual, (present, $"{present}")];

    private static string NameOf(PreviewColumn column) =>
        column.Name.Length > 0 ? column.Name : FormattableString.Invariant($"{column.Place}");

    private static (ColumnRole?, string)[] Roles(TablePreview preview) =>
        [(null, "not used"), .. preview.Format.Columns.Keys.Order().Select(role => ((ColumnRole?)role, TextOf(role)))];

    private static string TextOf(ColumnRole role) => role switch
    {
        ColumnRole.ItemId => "item id",
        ColumnRole.UserId => "user id",
        ColumnRole.ItemName => "item name",
        ColumnRole.Weight => "weight",
        ColumnRole.Rating => "rating",
        ColumnRole.Timestamp => "time",
        ColumnRole.ThumbnailUrl => "thumbnail URL",
        ColumnRole.PageUrl => "page URL",
        ColumnRole.Tags => "tags",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    private Task ReadAsync(TableFormat format) => LookAsync(_choices.With(format));

    private Task SeparateAsync(string separator)
    {
        _typesSeparator = separator == Typed;
        return _typesSeparator ? Task.CompletedTask : ReadAsync(Chosen with { Separator = separator });
    }

    private Task TypeAsync(ChangeEventArgs args) =>
        args.Value is string { Length: > 0 } text ? ReadAsync(Chosen with { Separator = text }) : Task.CompletedTask;

    /// <summary>Reads the beginning once more; of several changes in a row only the last one is shown.</summary>
    private async Task LookAsync(ImportChoices choices)
    {
        _choices = choices;
        var look = ++_looks;
        var (preview, problem) = await PreviewAsync(choices.Format);
        if (look == _looks)
        {
            (_preview, _problem) = (preview ?? _preview, problem);
        }
    }

    private async Task<(TablePreview? Preview, string? Problem)> PreviewAsync(TableFormat format)
    {
        try
        {
            return (await Task.Run(() => Beginning.PreviewAsync(Look, format, CancellationToken.None)), null);
        }
        catch (ExplorerException refusal)
        {
            return (null, refusal.Message);
        }
    }

    private async Task ImportAsync()
    {
        if (_preview is { } preview)
        {
            await OnImport.InvokeAsync(_choices.ToChoices(preview));
        }
    }
}
