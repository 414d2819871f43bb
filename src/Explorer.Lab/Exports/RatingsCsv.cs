using System.Globalization;
using CsvHelper;
using Explorer.Lab.Galleries;

namespace Explorer.Lab.Exports;

/// <summary>Thumbs on neighbours as CSV: <c>item_id, neighbour_id, is_good, similarity, rated_at</c>.</summary>
public static class RatingsCsv
{
    /// <summary>The file: UTF-8, a header, a row a rating.</summary>
    public static byte[] Of(IEnumerable<NeighbourRating> ratings)
    {
        ArgumentNullException.ThrowIfNull(ratings);

        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            csv.WriteHeader("item_id", "neighbour_id", "is_good", "similarity", "rated_at");
            foreach (var rating in ratings)
            {
                csv.WriteField(rating.ItemId);
                csv.WriteField(rating.NeighbourId);
                csv.WriteField(rating.IsGood ? "true" : "false");
                csv.WriteField(rating.Similarity, "R", CultureInfo.InvariantCulture);
                csv.WriteField(FormattableString.Invariant($"{rating.RatedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}"));
                csv.EndRecord();
            }
        }

        return file.ToArray();
    }
}
