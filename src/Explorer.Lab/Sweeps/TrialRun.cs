using Explorer.Lab.Work;

namespace Explorer.Lab.Sweeps;

/// <summary>Identity of one time that a trial ran.</summary>
public readonly record struct RunId(long Value);

/// <summary>One time that a trial ran. A trial that is paused, interrupted or retried runs several times.</summary>
/// <param name="Number">The trial's place in its sweep.</param>
/// <param name="Slot">Which of the trials that ran at once, from 1.</param>
/// <param name="EndedAt">When it ended; while it runs, and when the process died, when it was last heard of.</param>
/// <param name="State">Running, or how it ended; queued when it was put back to be run again.</param>
public sealed record TrialRun(TrialId TrialId, int Number, int Slot, DateTimeOffset StartedAt, DateTimeOffset EndedAt, WorkState State);
