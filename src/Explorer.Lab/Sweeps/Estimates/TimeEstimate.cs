namespace Explorer.Lab.Sweeps.Estimates;

/// <summary>How long a sweep will take, before anything is trained.</summary>
/// <param name="Duration">About, when nothing else runs; trials that patience or the median will stop are counted to their end.</param>
/// <param name="Basis">What it rests on.</param>
public sealed record TimeEstimate(TimeSpan Duration, EstimateBasis Basis);
