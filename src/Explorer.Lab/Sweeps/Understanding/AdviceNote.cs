namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>One thing that a good colleague would point out.</summary>
/// <param name="Title">In a few words.</param>
/// <param name="Text">Complete sentences with the figures they rest on and what to do.</param>
/// <param name="Filter">A filter that shows the trials in question; empty when there is none.</param>
public sealed record AdviceNote(AdviceKind Kind, string Title, string Text, string Filter = "");
