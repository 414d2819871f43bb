using Explorer.Lab.Galleries;
using Explorer.Recommender.Diagnostics;
using Parquet;
using Parquet.Schema;

namespace Explorer.Lab.Exports;

/// <summary>The neighbours of all items as a Parquet file: <c>item_id, rank, neighbour_id, similarity</c>, one row a pair.</summary>
public static class NeighboursParquet
{
    private const int ItemsPerRowGroup = 8192;

    private static readonly DataField ItemId = new DataField<string>("item_id", nullable: false);
    private static readonly DataField Rank = new DataField<int>("rank");
    private static readonly DataField NeighbourId = new DataField<string>("neighbour_id", nullable: false);
    private static readonly DataField Similarity = new DataField<float>("similarity");

    /// <summary>Writes the file, items in the order of the factorization, neighbours best first with ranks from 1.</summary>
    /// <param name="stream">Must be able to seek.</param>
    public static async Task WriteAsync(Stream stream, Gallery gallery, NeighbourGraph graph, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gallery);
        ArgumentNullException.ThrowIfNull(graph);

        await using var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(ItemId, Rank, NeighbourId, Similarity), stream, cancellationToken: cancellationToken);
        for (var first = 0; first < graph.ItemCount; first += ItemsPerRowGroup)
        {
            var pairs = PairsOf(gallery, graph, first, Math.Min(graph.ItemCount, first + ItemsPerRowGroup));
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(ItemId, pairs.ConvertAll(pair => pair.ItemId));
            await group.WriteAsync<int>(Rank, pairs.ConvertAll(pair => pair.Rank).ToArray(), cancellationToken: cancellationToken);
            await group.WriteAsync(NeighbourId, pairs.ConvertAll(pair => pair.NeighbourId));
            await group.WriteAsync<float>(Similarity, pairs.ConvertAll(pair => pair.Similarity).ToArray(), cancellationToken: cancellationToken);
        }
    }

    private static List<(string ItemId, int Rank, string NeighbourId, float Similarity)> PairsOf(
        Gallery gallery, NeighbourGraph graph, int first, int end)
    {
        var pairs = new List<(string, int, string, float)>((end - first) * graph.NeighbourCount);
        for (var item = first; item < end; item++)
        {
            for (var place = 0; place < graph.NeighbourCount; place++)
            {
                pairs.Add((gallery.Items[item].ItemId, place + 1, gallery.Items[graph.Items(item)[place]].ItemId, graph.Similarities(item)[place]));
            }
        }

        return pairs;
    }
}
