using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Explorer.Lab.Sweeps.Comparison;

/// <summary>Whether two configurations differ by more than the noise of their seeds. The pairs are the seeds both were trained with: same split, same start.</summary>
/// <remarks>
/// Both tests are two-sided. Student's t for paired samples takes the differences for normally distributed; Wilcoxon's signed ranks take them
/// for symmetric only, but cannot reach p = 0.05 with fewer than six pairs. Neither is corrected for comparing several trials.
/// </remarks>
/// <param name="Pairs">Seeds that both have.</param>
/// <param name="MeanDifference">Mean of this one's value minus the first one's.</param>
/// <param name="Low">Lower end of the 95 % confidence interval of the mean difference; null below two pairs.</param>
/// <param name="High">Its upper end.</param>
/// <param name="StudentP">p of the paired t-test; null below two pairs, and when all differences are the same number other than 0.</param>
/// <param name="WilcoxonP">p of the signed-rank test, exact; null when every difference is 0 or there is no pair.</param>
public sealed record PairedTest(int Pairs, double MeanDifference, double? Low, double? High, double? StudentP, double? WilcoxonP)
{
    /// <summary>The usual level: p below it is called a difference.</summary>
    public const double Level = 0.05;

    /// <summary>Whether the t-test sees more than noise; null when it has nothing to say.</summary>
    public bool? IsDifferent => StudentP is { } p ? p < Level : null;

    /// <summary>Tests pairs of values.</summary>
    /// <param name="first">Shape [n], n of 1 or more.</param>
    /// <param name="other">Shape [n], the same seeds in the same order.</param>
    public static PairedTest Of(ReadOnlySpan<double> first, ReadOnlySpan<double> other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Length, first.Length);
        ArgumentOutOfRangeException.ThrowIfZero(first.Length);
        var differences = new double[first.Length];
        for (var pair = 0; pair < differences.Length; pair++)
        {
            differences[pair] = other[pair] - first[pair];
        }

        var mean = ArrayStatistics.Mean(differences);
        if (differences.Length < 2)
        {
            return new PairedTest(differences.Length, mean, Low: null, High: null, StudentP: null, SignedRanks.P(differences));
        }

        var error = ArrayStatistics.StandardDeviation(differences) / Math.Sqrt(differences.Length);
        var student = new StudentT(0, 1, differences.Length - 1);
        var reach = student.InverseCumulativeDistribution(1 - (Level / 2)) * error;
        double? p = error > 0 ? 2 * student.CumulativeDistribution(-Math.Abs(mean / error)) : mean == 0 ? 1 : null;
        return new PairedTest(differences.Length, mean, mean - reach, mean + reach, p, SignedRanks.P(differences));
    }
}
