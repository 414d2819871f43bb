using System.Globalization;
using System.Text;

namespace Explorer.Lab.Galleries;

/// <summary>The neighbours of all items of a gallery as a CSV file: item, neighbour, rank, similarity.</summary>
/// <remarks>
/// RFC 4180: a header, lines end in CR LF, ids are quoted where they need it and otherwise stand as they are, so that they can be joined
/// with the likes file. Items in the order of the factorization, neighbours best first; the similarity reads back as the same float.
/// </remarks>
public sealed class NeighboursFile
{
    /// <summary>Items at a time: enough to keep every processor busy, few enough that a cancelled request ends soon.</summary>
    private const int Portion = 1024;

    private readonly Gallery _gallery;
    private readonly int _take;
    private readonly int _threads;

    /// <summary>Nothing is computed yet.</summary>
    /// <param name="take">Neighbours an item, 1 … 1,000.</param>
    /// <param name="threads">1 or more; 0 means one per processor.</param>
    /// <exception cref="Recommender.ExplorerException">Take is out of range.</exception>
    public NeighboursFile(Gallery gallery, int take, int threads)
    {
        ArgumentNullException.ThrowIfNull(gallery);
        Gallery.RequireTake(take);

        _gallery = gallery;
        _take = take;
        _threads = threads;
    }

    /// <summary>Writes the file while it is being computed; the whole of it is never in memory.</summary>
    public async Task WriteAsync(Stream target, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true);
        await writer.WriteAsync("item,neighbour,rank,similarity\r\n".AsMemory(), cancellationToken);
        var ids = _gallery.Items.Select(item => Quoted(item.ItemId)).ToArray();
        var lines = new StringBuilder();
        foreach (var items in Enumerable.Range(0, ids.Length).Chunk(Portion))
        {
            var nearest = await Task.Run(() => _gallery.NearestOf(items, _take, _threads, cancellationToken), cancellationToken);
            for (var row = 0; row < items.Length; row++)
            {
                lines.Clear();
                Append(lines, ids, items[row], nearest.Items(row), nearest.Scores(row));
                await writer.WriteAsync(lines, cancellationToken);
            }
        }
    }

    private static void Append(StringBuilder lines, string[] ids, int item, ReadOnlySpan<int> neighbours, ReadOnlySpan<float> similarities)
    {
        for (var place = 0; place < neighbours.Length; place++)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{ids[item]},{ids[neighbours[place]]},{place + 1},{similarities[place]}\r\n");
        }
    }

    private static string Quoted(string id) => id.AsSpan().ContainsAny(",\"\r\n") ? $"\"{id.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : id;
}
