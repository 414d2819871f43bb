using System.Runtime.CompilerServices;
using Explorer.Lab.Storage;

namespace Explorer.Lab.Sweeps;

/// <summary>Follows a sweep: history, live points, a late visitor and a reconnected page all take this one path.</summary>
public sealed class CurveFeed(PointStore store, Bell bell)
{
    private const int BatchSize = 5_000;

    /// <summary>The shortest time between two batches: at most five redraws a second.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);

    /// <summary>Yields a batch at once and after every change, until cancelled.</summary>
    /// <param name="after">The last cursor drawn; 0 for everything.</param>
    public async IAsyncEnumerable<CurveBatch> WatchAsync(
        SweepId sweep,
        long after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cursor = after;
        await foreach (var _ in bell.ListenAsync(Topics.Sweep(sweep), Rest, cancellationToken))
        {
            IReadOnlyList<StoredPoint> points;
            do
            {
                points = await store.PointsAsync(sweep, cursor, BatchSize, cancellationToken);
                cursor = points is [.., var last] ? last.Cursor : cursor;
                yield return new CurveBatch(points, cursor, HasMore: points.Count == BatchSize);
            }
            while (points.Count == BatchSize);
        }
    }
}
