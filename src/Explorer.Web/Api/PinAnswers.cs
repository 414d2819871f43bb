using Explorer.Lab.Galleries;
using Explorer.Lab.Sweeps;

namespace Explorer.Web.Api;

/// <summary>A neighbour at an epoch. similarity is the cosine, −1 … 1.</summary>
internal sealed record SnapshotNeighbourAnswer(string ItemId, string Name, float Similarity);

/// <summary>A pinned item's neighbours at a measured epoch, best first.</summary>
internal sealed record SnapshotAnswer(long Cursor, int Epoch, string ItemId, string Name, IReadOnlyList<SnapshotNeighbourAnswer> Neighbours)
{
    public static SnapshotAnswer Of(StoredSnapshot stored, SweepItems items)
    {
        var item = items.Items[stored.Snapshot.Item];
        return new SnapshotAnswer(
            stored.Cursor,
            stored.Epoch,
            item.ItemId,
            item.Name,
            [.. stored.Snapshot.Neighbours.Select(neighbour => new SnapshotNeighbourAnswer(
                items.Items[neighbour.Item].ItemId, items.Items[neighbour.Item].Name, neighbour.Similarity))]);
    }
}

/// <summary>Snapshots in order of cursor. Ask again with after = the last cursor.</summary>
internal sealed record SnapshotListAnswer(IReadOnlyList<SnapshotAnswer> Neighbours);
