using Explorer.Lab.Galleries;
using Explorer.Lab.Storage;
using Explorer.Recommender;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Sweeps;

/// <summary>What a person can do to the items that are watched while a sweep trains.</summary>
public sealed class Pins(SweepStore sweeps, PinStore pins, SweepItemsCache items, Bell bell)
{
    /// <summary>Items that a sweep may have pinned: each costs a row at every measured epoch.</summary>
    public const int Most = 12;

    /// <summary>Items that are pinned when nobody has pinned anything.</summary>
    private const int Starters = 3;

    /// <summary>The pinned items, in the order they were pinned.</summary>
    /// <exception cref="ExplorerException">There is no such sweep (<see cref="Refusal.Missing"/>).</exception>
    public async Task<IReadOnlyList<GalleryItem>> ListAsync(SweepId id, CancellationToken cancellationToken)
    {
        var known = await items.OpenAsync(await sweeps.GetAsync(id, cancellationToken), cancellationToken);
        return [.. (await pins.ItemsAsync(id, cancellationToken)).Select(item => known.Items[item])];
    }

    /// <summary>Watches an item from the next measured epoch of each trial on.</summary>
    /// <exception cref="ExplorerException">There is no such item or sweep (<see cref="Refusal.Missing"/>), or too many are pinned (<see cref="Refusal.Conflict"/>).</exception>
    public async Task AddAsync(SweepId id, string itemId, CancellationToken cancellationToken)
    {
        var known = await items.OpenAsync(await sweeps.GetAsync(id, cancellationToken), cancellationToken);
        if (!await pins.AddAsync(id, known.IndexOf(itemId), Most, cancellationToken))
        {
            throw new ExplorerException($"Sweep {id} has {Most} pinned items, which is the most. Unpin one first.", Refusal.Conflict);
        }

        bell.Ring(Topics.Sweep(id));
    }

    /// <summary>Stops watching an item. What was seen of it so far comes back when it is pinned again.</summary>
    /// <exception cref="ExplorerException">There is no such item or sweep (<see cref="Refusal.Missing"/>).</exception>
    public async Task RemoveAsync(SweepId id, string itemId, CancellationToken cancellationToken)
    {
        var known = await items.OpenAsync(await sweeps.GetAsync(id, cancellationToken), cancellationToken);
        await pins.RemoveAsync(id, known.IndexOf(itemId), cancellationToken);
        bell.Ring(Topics.Sweep(id));
    }

    /// <summary>The items that most users like, the smaller index first of equals.</summary>
    internal static IReadOnlyList<int> StartersOf(LikesMatrix train)
    {
        var likes = new int[train.ColumnCount];
        foreach (var item in train.Columns)
        {
            likes[item]++;
        }

        return [.. Enumerable.Range(0, likes.Length).OrderByDescending(item => likes[item]).Take(Starters)];
    }
}
