namespace Explorer.Lab.Sweeps;

/// <summary>Something that has happened to a sweep, as it is told to people.</summary>
/// <param name="Id">Rises in the order in which things happened, over all sweeps.</param>
/// <param name="TrialNumber">The one trial it is about; null when it is about several or none.</param>
/// <param name="Text">Complete sentences.</param>
public sealed record SweepEvent(long Id, DateTimeOffset At, SweepEventKind Kind, int? TrialNumber, string Text);
