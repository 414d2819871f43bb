using System.Runtime.CompilerServices;
using Explorer.Lab.Storage;
using Explorer.Lab.Work;
using Explorer.Recommender;

namespace Explorer.Lab.Sweeps;

/// <summary>Follows a sweep for a program: what <see cref="CurveFeed"/> gives a page, one event at a time, with a sign of life in between and an end.</summary>
public sealed class LiveEvents(SweepStore sweeps, PointStore store, CurveFeed feed, TimeProvider time)
{
    /// <summary>The longest silence.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Tells every point after a cursor once and in order, first those stored already, then live ones, until the sweep has ended. Nothing is kept
    /// for a listener: one that reads slowly is told more at a time, one that leaves is forgotten.
    /// </summary>
    /// <param name="after">The last cursor seen; 0 for everything.</param>
    /// <param name="cancellationToken">Ends the listening by <see cref="OperationCanceledException"/> or quietly.</param>
    public async IAsyncEnumerable<LiveEvent> FollowAsync(SweepId id, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var batches = feed.WatchAsync(id, after, leave.Token).GetAsyncEnumerator(leave.Token);
        var next = batches.MoveNextAsync().AsTask();
        try
        {
            var told = default((WorkState, int)?);
            for (var cursor = after; ;)
            {
                if (!await ComesAsync(next, leave.Token))
                {
                    yield return new StillThere(cursor);
                    continue;
                }

                if (!await next)
                {
                    yield break;
                }

                foreach (var point in batches.Current.Points)
                {
                    yield return new PointMeasured(point);
                }

                cursor = batches.Current.Cursor;
                if (!batches.Current.HasMore)
                {
                    var sweep = await FindAsync(id, cancellationToken);
                    if (sweep is null || sweep.State.IsFinished())
                    {
                        // What was stored between the batch and this look is read before the end is told.
                        await foreach (var point in RestAsync(id, cursor, cancellationToken))
                        {
                            cursor = point.Cursor;
                            yield return new PointMeasured(point);
                        }

                        yield return new SweepEnded(cursor, sweep);
                        yield break;
                    }

                    if (told != (sweep.State, sweep.TrialsFinished))
                    {
                        told = (sweep.State, sweep.TrialsFinished);
                        yield return new SweepMoved(cursor, sweep);
                    }
                }

                next = batches.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // An enumerator is disposed only when it rests.
            await leave.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether it came before the next sign of life is due.</returns>
    private async Task<bool> ComesAsync(Task next, CancellationToken cancellationToken)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var silence = Task.Delay(Heartbeat, time, wait.Token);
        var first = await Task.WhenAny(next, silence);
        await wait.CancelAsync();
        return first == next || cancellationToken.IsCancellationRequested;
    }

    private async Task<Sweep?> FindAsync(SweepId id, CancellationToken cancellationToken)
    {
        try
        {
            return await sweeps.GetAsync(id, cancellationToken);
        }
        catch (ExplorerException exception) when (exception.Refusal == Refusal.Missing)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<StoredPoint> RestAsync(SweepId id, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int Take = 5_000;
        while (await store.PointsAsync(id, after, Take, cancellationToken) is [.., var last] points)
        {
            after = last.Cursor;
            foreach (var point in points)
            {
                yield return point;
            }
        }
    }
}
