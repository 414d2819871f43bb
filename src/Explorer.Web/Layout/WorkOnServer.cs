using System.Runtime.CompilerServices;
using Explorer.Lab;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;

namespace Explorer.Web.Layout;

/// <summary>What the server is working on, read once for every page that is open: each of them shows it.</summary>
public sealed class WorkOnServer
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly SharedReadings<string, IReadOnlyList<WorkItem>> _readings;
    private readonly SweepStore _sweeps;
    private readonly TrialStore _trials;
    private readonly TrialSlots _slots;
    private readonly FactorizationStore _factorizations;
    private readonly Bell _bell;

    public WorkOnServer(SweepStore sweeps, TrialStore trials, TrialSlots slots, FactorizationStore factorizations, Bell bell)
    {
        (_sweeps, _trials, _slots, _factorizations, _bell) = (sweeps, trials, slots, factorizations, bell);
        _readings = new SharedReadings<string, IReadOnlyList<WorkItem>>(ReadAsync);
    }

    /// <summary>Yields what runs and what waits, at once and after changes; what waits comes last.</summary>
    public IAsyncEnumerable<IReadOnlyList<WorkItem>> WatchAsync(CancellationToken cancellationToken) => _readings.WatchAsync(Topics.Lists, cancellationToken);

    private async IAsyncEnumerable<IReadOnlyList<WorkItem>> ReadAsync(string topic, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var _ in _bell.ListenAsync(topic, Rest, cancellationToken))
        {
            var work = new List<WorkItem>();
            foreach (var sweep in (await _sweeps.ListAsync(cancellationToken)).Where(sweep => IsAhead(sweep.State)))
            {
                var left = sweep.State == WorkState.Running
                    ? TimeLeft.Of(sweep, await _trials.TrialsWithoutBestAsync(sweep.Id, cancellationToken), _slots.InEffect)
                    : null;
                work.Add(new WorkItem($"Sweep {sweep.Id} on {sweep.DatasetName}", $"/sweeps/{sweep.Id}", sweep.State, sweep.Progress, left));
            }

            var refits = await _factorizations.ListAsync(cancellationToken);
            work.AddRange(refits.Where(refit => IsAhead(refit.State)).Select(WorkOf));
            yield return [.. work.OrderBy(item => item.State == WorkState.Queued)];
        }
    }

    private static bool IsAhead(WorkState state) => state is WorkState.Queued or WorkState.Running;

    private static WorkItem WorkOf(Refit refit) => new(
        $"Training of trial {refit.TrialNumber} on all of {refit.DatasetName}",
        $"/gallery/{refit.Id}",
        refit.State,
        refit.EpochsDone / (double)Math.Max(1, refit.Epochs),
        Left: null);
}
