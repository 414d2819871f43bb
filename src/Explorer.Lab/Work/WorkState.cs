namespace Explorer.Lab.Work;

/// <summary>Where a sweep, trial or refit stands. The names, in lower case, are the words of the database and the API.</summary>
public enum WorkState
{
    /// <summary>Waiting for its turn.</summary>
    Queued,

    /// <summary>Being worked on.</summary>
    Running,

    /// <summary>A sweep stopped by a person, who can let it go on; or a trial that waits for the others at a cut of successive halving.</summary>
    Paused,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>Given up before its end by the sweep's own rules; the message says by which. Trials only.</summary>
    Pruned,

    /// <summary>Ended by an error; the message says which.</summary>
    Failed,

    /// <summary>Ended by a person.</summary>
    Cancelled,
}

/// <summary>Words for <see cref="WorkState"/>.</summary>
public static class WorkStates
{
    /// <summary>The state's word in lower case.</summary>
    public static string Word(this WorkState state) => state switch
    {
        WorkState.Queued => "queued",
        WorkState.Running => "running",
        WorkState.Paused => "paused",
        WorkState.Completed => "completed",
        WorkState.Pruned => "pruned",
        WorkState.Failed => "failed",
        WorkState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>Whether nothing more will happen by itself or on resuming.</summary>
    public static bool IsFinished(this WorkState state) => state is WorkState.Completed or WorkState.Pruned or WorkState.Failed or WorkState.Cancelled;

    /// <summary>The state of a word that <see cref="Word"/> made.</summary>
    public static WorkState Parse(string word) => Enum.Parse<WorkState>(word, ignoreCase: true);
}
