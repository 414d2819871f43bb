namespace Explorer.Recommender;

/// <summary>What kind of refusal an <see cref="ExplorerException"/> is; decides the HTTP status, never the wording.</summary>
public enum Refusal
{
    /// <summary>What was given cannot be used: a file, a setting, a combination of settings.</summary>
    Invalid,

    /// <summary>What was asked for does not exist, or no longer does.</summary>
    Missing,

    /// <summary>It exists, but its present state does not allow this.</summary>
    Conflict,

    /// <summary>More bytes or rows than the settings allow.</summary>
    TooLarge,

    /// <summary>The disk does not take it: it is full, or may not be written.</summary>
    NoRoom,
}

/// <summary>
/// The one exception whose message is written for the person at the browser: what is wrong, where, and what to do.
/// Everything else that is thrown is a mistake of ours.
/// </summary>
/// <param name="message">Complete sentences, shown as they stand.</param>
/// <param name="refusal">What kind of refusal this is.</param>
/// <param name="innerException">What led to it, for the log.</param>
public sealed class ExplorerException(string message, Refusal refusal = Refusal.Invalid, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What kind of refusal this is.</summary>
    public Refusal Refusal => refusal;
}
