namespace Explorer.Lab.Sweeps;

/// <summary>A sweep as it was at one moment, the same for all who watch it.</summary>
/// <param name="Trials">All of its trials by number, with what their points say of them.</param>
/// <param name="Book">All points.</param>
/// <param name="TimeLeft">An estimate; null while nothing is measured or when the sweep has ended.</param>
public sealed record SweepReading(Sweep Sweep, IReadOnlyList<Trial> Trials, CurveBook Book, TimeSpan? TimeLeft);
