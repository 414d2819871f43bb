using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;

namespace Explorer.Web.Api;

/// <summary>What to change about a sweep. trialsAtOnce is 1 to 64, or 0 for as many as the settings say; priority −1000 to 1000, more runs earlier.</summary>
internal sealed record SweepChange(int? TrialsAtOnce = null, int? Priority = null, string? Remarks = null);

/// <summary>What to change about a trial.</summary>
internal sealed record TrialChange(string? Remarks = null);

/// <summary>Trials to add: either a grid, or the number of a trial whose neighbourhood is to be tried.</summary>
internal sealed record TrialsRequest(GridRequest? Grid = null, int? Around = null);

/// <summary>Something that has happened to a sweep. trialNumber is null when it is about several trials or none.</summary>
internal sealed record EventAnswer(long Id, DateTimeOffset At, SweepEventKind Kind, int? TrialNumber, string Text)
{
    public static EventAnswer Of(SweepEvent happened) => new(happened.Id, happened.At, happened.Kind, happened.TrialNumber, happened.Text);
}

/// <summary>What has happened, the oldest first. Ask again with after = the last id.</summary>
internal sealed record EventsAnswer(IReadOnlyList<EventAnswer> Events)
{
    public static EventsAnswer Of(IEnumerable<SweepEvent> events) => new([.. events.Select(EventAnswer.Of)]);
}

/// <summary>One time that a trial ran. state is running, or how it ended: queued when it was put back. While it runs, endedAt is when it was last heard of.</summary>
internal sealed record RunAnswer(long TrialId, int TrialNumber, int Slot, DateTimeOffset StartedAt, DateTimeOffset EndedAt, WorkState State)
{
    public static RunAnswer Of(TrialRun run) => new(run.TrialId.Value, run.Number, run.Slot, run.StartedAt, run.EndedAt, run.State);
}

/// <summary>Every time a trial ran, in the order they began.</summary>
internal sealed record RunsAnswer(IReadOnlyList<RunAnswer> Runs);
