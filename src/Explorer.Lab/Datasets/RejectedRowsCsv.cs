using CsvHelper;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Datasets;

/// <summary>
/// Writes rejected rows for a spreadsheet: UTF-8 with a mark, RFC 4180, columns line, reason and text. A text that a spreadsheet would
/// run as a formula gets an apostrophe in front.
/// </summary>
internal sealed class RejectedRowsCsv : IDisposable
{
    private readonly CsvWriter _csv;

    /// <summary>Begins with the mark and the header.</summary>
    /// <param name="file">Left open.</param>
    public RejectedRowsCsv(Stream file)
    {
        // Without the mark spreadsheets take the bytes for those of a code page.
        file.Write([0xEF, 0xBB, 0xBF]);
        _csv = CsvWriter.Create(file, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true);
        _csv.WriteField("line");
        _csv.WriteField("reason");
        _csv.WriteField("text");
        _csv.EndRecord();
    }

    public void Add(RejectedRow row)
    {
        _csv.WriteField(row.Line);
        _csv.WriteField(row.Reason);
        _csv.WriteField(row.Text);
        _csv.EndRecord();
    }

    /// <summary>Writes what is left.</summary>
    public void Dispose() => _csv.Dispose();
}
