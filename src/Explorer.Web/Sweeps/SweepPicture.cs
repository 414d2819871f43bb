using Explorer.Lab.Sweeps;

namespace Explorer.Web.Sweeps;

/// <summary>A sweep as a page shows it at one moment.</summary>
/// <param name="TimeLeft">An estimate; null while nothing is measured or when the sweep has ended.</param>
public sealed record SweepPicture(Sweep Sweep, IReadOnlyList<Trial> Trials, TimeSpan? TimeLeft)
{
    /// <summary>The best trial so far; null before the first point.</summary>
    public Trial? Best { get; } = Sweep.Spec.Metric.BestOf(Trials);

    /// <summary>The trial with a number; null when there is none.</summary>
    public Trial? Numbered(int? number) => Trials.FirstOrDefault(trial => trial.Number == number);
}
