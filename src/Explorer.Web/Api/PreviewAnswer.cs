using Explorer.Recommender.Likes.Tables;

namespace Explorer.Web.Api;

/// <summary>How a file would be read. format holds the values that an import takes in its query; an empty column is none.</summary>
internal sealed record PreviewAnswer(
    IReadOnlyDictionary<string, string> Format,
    IReadOnlyList<PreviewColumn> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Problems)
{
    public static PreviewAnswer Of(TablePreview preview)
    {
        var format = preview.Format;
        var query = new Dictionary<string, string>
        {
            ["encoding"] = CamelCase(format.Encoding),
            ["compression"] = CamelCase(format.Compression),
            ["separator"] = FormatQuery.WordOf(format.Separator ?? ','),
            ["quote"] = FormatQuery.WordOf(format.Quote ?? TableFormat.NoQuote),
            ["escape"] = CamelCase(format.Escape),
            ["header"] = format.HasHeader == true ? "true" : "false",
        };
        foreach (var (role, column) in format.Columns)
        {
            query[CamelCase(role)] = column;
        }

        return new PreviewAnswer(query, preview.Columns, preview.Rows, preview.Notes, preview.Problems);
    }

    private static string CamelCase(Enum? value) => value is null ? "" : System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
