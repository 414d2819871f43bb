using System.Globalization;
using System.Text;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;

namespace Explorer.Web.Sweeps;

/// <summary>
/// The lines of parallel coordinates as SVG paths in a square of 1,000 by 1,000: one path for each of ten ranks of the metric, since ten long
/// paths are drawn in a fraction of the time of two thousand short ones.
/// </summary>
internal sealed class ParallelPicture
{
    /// <summary>Width and height of the square.</summary>
    public const int Size = 1000;

    /// <summary>How many ranks are told apart by colour.</summary>
    public const int RankCount = 10;

    /// <summary>How far the first and the last axis stand from the edges.</summary>
    private const double Edge = 50;

    private readonly List<(Trial Trial, double[] Places)> _lines = [];

    public ParallelPicture(IReadOnlyList<ParallelAxis> axes, SweepPicture all, SweepPicture shown)
    {
        ArgumentNullException.ThrowIfNull(axes);
        Axes = axes;
        var metric = all.Sweep.Spec.Metric;
        var sign = metric.HigherIsBetter ? 1 : -1;
        var passing = shown.Trials.Select(trial => trial.Id).ToHashSet();
        var paths = Enumerable.Range(0, RankCount).Select(_ => new StringBuilder()).ToArray();
        var faded = new StringBuilder();
        var numbers = Enumerable.Range(0, RankCount).Select(_ => new List<int>()).ToArray();
        Trial[] measured = [.. all.Trials
            .Where(trial => TrialField.Best.Of(trial, metric) is not null)
            .OrderBy(trial => sign * TrialField.Best.Of(trial, metric))];
        foreach (var (place, trial) in measured.Index())
        {
            var places = Places(trial, metric);
            var isShown = passing.Contains(trial.Id);
            var rank = place * RankCount / measured.Length;
            Append(isShown ? paths[rank] : faded, places);
            if (isShown)
            {
                numbers[rank].Add(trial.Number);
                _lines.Add((trial, places));
            }
        }

        Ranks = [.. paths.Select(path => path.ToString())];
        Numbers = numbers;
        Faded = faded.ToString();
        MeasuredCount = measured.Length;
    }

    /// <summary>From left to right.</summary>
    public IReadOnlyList<ParallelAxis> Axes { get; }

    /// <summary>A path for each rank, the worst first; empty where the filter leaves none. Shape [10].</summary>
    public IReadOnlyList<string> Ranks { get; }

    /// <summary>Numbers of the trials whose lines make up each of the <see cref="Ranks"/>, in their order.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Numbers { get; }

    /// <summary>The path of those that the filter leaves out.</summary>
    public string Faded { get; }

    /// <summary>How many trials have a line.</summary>
    public int MeasuredCount { get; }

    /// <summary>How many of them pass the filter.</summary>
    public int ShownCount => _lines.Count;

    /// <summary>Where an axis stands, 0 … 1 from the left.</summary>
    public double AxisAt(int index) => (Edge + ((Size - (2 * Edge)) * index / (Axes.Count - 1))) / Size;

    /// <summary>The path of one trial; empty without a value.</summary>
    public string PathOf(Trial? trial, Metric metric)
    {
        var path = new StringBuilder();
        if (trial is not null && TrialField.Best.Of(trial, metric) is not null)
        {
            Append(path, Places(trial, metric));
        }

        return path.ToString();
    }

    /// <summary>The shown trial whose line passes nearest above or below a point; null when none comes near.</summary>
    /// <param name="x">0 … 1 from the left.</param>
    /// <param name="y">0 … 1 from the foot.</param>
    public Trial? Nearest(double x, double y)
    {
        const double Reach = 0.04;
        var at = Math.Clamp((x - AxisAt(0)) / (AxisAt(1) - AxisAt(0)), 0, Axes.Count - 1);
        var left = Math.Min((int)at, Axes.Count - 2);
        var (best, distance) = ((Trial?)null, Reach);

        // From the top of the pile: the better of equals is the one that is seen.
        foreach (var (trial, places) in Enumerable.Reverse(_lines))
        {
            var height = places[left] + ((at - left) * (places[left + 1] - places[left]));
            if (Math.Abs(height - y) < distance)
            {
                (best, distance) = (trial, Math.Abs(height - y));
            }
        }

        return best;
    }

    private double[] Places(Trial trial, Metric metric) => [.. Axes.Select(axis => axis.PlaceOf(axis.Field.Of(trial, metric) ?? 0))];

    private void Append(StringBuilder path, double[] places)
    {
        for (var index = 0; index < places.Length; index++)
        {
            path.Append(index == 0 ? 'M' : 'L')
                .Append((int)Math.Round(AxisAt(index) * Size))
                .Append(' ')
                .Append(((int)Math.Round((1 - places[index]) * Size)).ToString(CultureInfo.InvariantCulture));
        }
    }
}
