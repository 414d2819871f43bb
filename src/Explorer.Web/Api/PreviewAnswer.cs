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
    public static PreviewAnswer Of(TablePreview preview) =>
        new(FormatQuery.WordsOf(preview.Format), preview.Columns, preview.Rows, preview.Notes, preview.Problems);
}
