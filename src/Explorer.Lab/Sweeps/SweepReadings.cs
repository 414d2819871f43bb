using System.Runtime.CompilerServices;
using Explorer.Lab.Storage;
using Explorer.Lab.Work;

namespace Explorer.Lab.Sweeps;

/// <summary>Reads a sweep that is watched once for all pages that watch it, however many there are.</summary>
public sealed class SweepReadings
{
    private readonly SharedReadings<SweepId, SweepReading> _readings;
    private readonly SweepStore _sweeps;
    private readonly TrialStore _trials;
    private readonly CurveFeed _feed;
    private readonly TrialSlots _slots;

    /// <summary>Made by the container.</summary>
    public SweepReadings(SweepStore sweeps, TrialStore trials, CurveFeed feed, TrialSlots slots)
    {
        (_sweeps, _trials, _feed, _slots) = (sweeps, trials, feed, slots);
        _readings = new SharedReadings<SweepId, SweepReading>(ReadAsync);
    }

    /// <summary>Yields the sweep with all its points at once, and again after changes, the latest each time.</summary>
    /// <param name="cancellationToken">Ends the watching by <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="Recommender.ExplorerException">There is no such sweep, or it was deleted while it was watched.</exception>
    public IAsyncEnumerable<SweepReading> WatchAsync(SweepId id, CancellationToken cancellationToken) => _readings.WatchAsync(id, cancellationToken);

    private async IAsyncEnumerable<SweepReading> ReadAsync(SweepId id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var book = CurveBook.Empty;
        await foreach (var batch in _feed.WatchAsync(id, book.Cursor, cancellationToken))
        {
            book = book.With(batch);
            if (batch.HasMore)
            {
                continue;
            }

            var sweep = await _sweeps.GetAsync(id, cancellationToken);
            Trial[] trials = [.. (await _trials.TrialsWithoutPointsAsync(id, cancellationToken)).Select(trial => book.Complete(trial, sweep.Spec.Metric))];
            yield return new SweepReading(sweep, trials, book, TimeLeft.Of(sweep, trials, _slots.InEffect));
        }
    }
}
