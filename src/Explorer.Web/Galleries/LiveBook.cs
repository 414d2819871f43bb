using Explorer.Lab.Sweeps;
using Explorer.Recommender.Comparison;
using Explorer.Recommender.Neighbours;

namespace Explorer.Web.Galleries;

/// <summary>The neighbours of pinned items that one visitor has received of one trial, by epoch.</summary>
/// <param name="trial">The trial.</param>
internal sealed class LiveBook(TrialId trial)
{
    private readonly SortedList<int, Dictionary<int, IReadOnlyList<Neighbour>>> _epochs = [];

    public TrialId Trial => trial;

    /// <summary>The last snapshot received; 0 before the first.</summary>
    public long Cursor { get; private set; }

    /// <summary>Epochs with at least one snapshot, ascending.</summary>
    public IList<int> Epochs => _epochs.Keys;

    public void Add(IEnumerable<StoredSnapshot> snapshots)
    {
        foreach (var stored in snapshots)
        {
            if (!_epochs.TryGetValue(stored.Epoch, out var items))
            {
                _epochs[stored.Epoch] = items = [];
            }

            items[stored.Snapshot.Item] = stored.Snapshot.Neighbours;
            Cursor = stored.Cursor;
        }
    }

    /// <summary>An item's neighbours at an epoch, marked against the last epoch before it at which the item was seen; null when it was not seen at this one.</summary>
    public LiveList? ListAt(int epoch, int item)
    {
        if (!_epochs.TryGetValue(epoch, out var items) || !items.TryGetValue(item, out var now))
        {
            return null;
        }

        var earlier = _epochs.LastOrDefault(entry => entry.Key < epoch && entry.Value.ContainsKey(item));
        var before = earlier.Value is null ? now : earlier.Value[item];
        var similarities = before.Concat(now).GroupBy(neighbour => neighbour.Item).ToDictionary(same => same.Key, same => same.Last().Similarity);
        var changes = ListChanges.Between([.. before.Select(neighbour => neighbour.Item)], (int[])[.. now.Select(neighbour => neighbour.Item)]);
        return new LiveList(
            earlier.Value is null ? null : earlier.Key,
            [.. changes.Select(change => new ListChange<Neighbour>(new Neighbour(change.Entry, similarities[change.Entry]), change.Mark, change.Before, change.After))]);
    }
}
