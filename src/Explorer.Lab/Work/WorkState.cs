namespace Explorer.Lab.Work;

/// <summary>Where a sweep, trial or refit stands. The names, in lower case, are the words of the database and the API.</summary>
public enum WorkState
{
    /// <summary>Waiting for its turn.</summary>
    Queued,

    /// <summary>Being worked on.</summary>
    Running,

    /// <summary>Stopped by a person; goes on when they say so. Sweeps only.</summary>
    Paused,

    /// <summary>Done.</summary>
    Completed,

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
        WorkState.Failed => "failed",
        WorkState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>Whether nothing more will happen by itself or on resuming.</summary>
    public static bool IsFinished(this WorkState state) => state is WorkState.Completed or WorkState.Failed or WorkState.Cancelled;

    /// <summary>The state of a word that <see cref="Word"/> made.</summary>
    public static WorkState Parse(string word) => Enum.Parse<WorkState>(word, ignoreCase: true);
}
