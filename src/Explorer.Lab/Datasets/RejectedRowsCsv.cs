using CsvHelper;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Datasets;

/// <summary>Rejected rows as a file for a spreadsheet.</summary>
public static class RejectedRowsCsv
{
    /// <summary>UTF-8 with a mark, RFC 4180, columns line, reason and text. A text that a spreadsheet would run as a formula gets an apostrophe in front.</summary>
    public static byte[] Write(IEnumerable<RejectedRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);

        using var file = new MemoryStream();
        // Without the mark spreadsheets take the bytes for those of a code page.
        file.Write([0xEF, 0xBB, 0xBF]);
        using (var csv = CsvWriter.Create(file, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            csv.WriteField("line");
            csv.WriteField("reason");
            csv.WriteField("text");
            csv.EndRecord();
            foreach (var row in rows)
            {
                csv.WriteField(row.Line);
                csv.WriteField(row.Reason);
                csv.WriteField(row.Text);
                csv.EndRecord();
            }
        }

        return file.ToArray();
    }
}
