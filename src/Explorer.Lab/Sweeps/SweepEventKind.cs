namespace Explorer.Lab.Sweeps;

/// <summary>What kind of thing has happened to a sweep. The names, in camel case, are the words of the database and the API.</summary>
public enum SweepEventKind
{
    /// <summary>A person asked for it.</summary>
    Created,

    /// <summary>Its turn has come, for the first time or again.</summary>
    Started,

    /// <summary>A person paused it.</summary>
    Paused,

    /// <summary>A person put it back into the queue.</summary>
    Resumed,

    /// <summary>The process ended, or the store failed, while it ran; it is queued again.</summary>
    Interrupted,

    /// <summary>All its trials have ended.</summary>
    Completed,

    /// <summary>All its trials have failed.</summary>
    Failed,

    /// <summary>A person ended it.</summary>
    Cancelled,

    /// <summary>A trial ended by an error.</summary>
    TrialFailed,

    /// <summary>A person ended a trial.</summary>
    TrialStopped,

    /// <summary>A person queued failed or stopped trials again.</summary>
    TrialRetried,

    /// <summary>A person deleted a trial.</summary>
    TrialDeleted,

    /// <summary>A person added trials.</summary>
    TrialsAdded,

    /// <summary>A person changed how many trials run at once.</summary>
    ConcurrencyChanged,

    /// <summary>A person changed its place in the queue.</summary>
    QueueChanged,
}
