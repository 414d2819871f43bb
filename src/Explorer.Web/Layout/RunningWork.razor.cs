using System.Globalization;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Layout;

/// <summary>What the server is working on, wherever one is: a ring with the count, and a list that leads to each.</summary>
public sealed partial class RunningWork
{
    private IReadOnlyList<Work> _work = [];
    private string _announcement = "";

    [Inject]
    public required SweepStore Sweeps { get; init; }

    [Inject]
    public required TrialStore Trials { get; init; }

    [Inject]
    public required TrialSlots Slots { get; init; }

    [Inject]
    public required FactorizationStore Factorizations { get; init; }

    private string Dash => string.Create(CultureInfo.InvariantCulture, $"{_work[0].Progress * 100:0.#} 100");

    private string Label => $"Work on the server: {_work.Count}. {_work[0].Title}, {Formatting.Percent(_work[0].Progress, 0)}{LeftOf(_work[0])}";

    /// <inheritdoc/>
    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        var work = new List<Work>();
        foreach (var sweep in (await Sweeps.ListAsync(cancellationToken)).Where(sweep => IsAhead(sweep.State)))
        {
            var left = sweep.State == WorkState.Running
                ? TimeLeft.Of(sweep, await Trials.TrialsAsync(sweep, cancellationToken), Slots.InEffect)
                : null;
            work.Add(new Work($"Sweep {sweep.Id} on {sweep.DatasetName}", $"/sweeps/{sweep.Id}", sweep.State, sweep.Progress, left));
        }

        var refits = await Factorizations.ListAsync(cancellationToken);
        work.AddRange(refits.Where(refit => IsAhead(refit.State)).Select(WorkOf));
        Announce(work.Count);
        _work = [.. work.OrderBy(item => item.State == WorkState.Queued)];
    }

    private static bool IsAhead(WorkState state) => state is WorkState.Queued or WorkState.Running;

    private static Work WorkOf(Refit refit) => new(
        $"Training of trial {refit.TrialNumber} on all of {refit.DatasetName}",
        $"/gallery/{refit.Id}",
        refit.State,
        refit.EpochsDone / (double)Math.Max(1, refit.Epochs),
        Left: null);

    private static string LeftOf(Work work) => work.Left is { } left ? $" {Formatting.Duration(left)} left" : "";

    private void Announce(int count)
    {
        if (HasRead && count != _work.Count)
        {
            _announcement = count == 0 ? "All work on the server is done." : $"Work on the server: {count}.";
        }
    }

    private sealed record Work(string Title, string Href, WorkState State, double Progress, TimeSpan? Left);
}
