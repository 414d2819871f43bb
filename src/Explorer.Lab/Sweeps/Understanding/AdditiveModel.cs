using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>
/// Main effects where the grid has holes: least squares of y = μ + Σ a_h(level of h), one indicator for each level but the first.
/// </summary>
/// <remarks>
/// The share of h is Var(a_h) / (Σ Var(a) + s²), the variance over levels that weigh the same, and s² = RSS / (n − p) · (N − p) / N the
/// residual variance with the correction for n of N grid cells. With n = N this is the exact decomposition's main effects. It is used
/// instead of a forest since it has nothing to tune, needs no seed, and gives the same figures as the full grid in the limit. A hyperparameter
/// with more than eight values, as random search gives, is cut into five bins of equal counts.
/// </remarks>
internal sealed record AdditiveModel(double[] Shares, string Missing)
{
    private const int MostLevels = 8;
    private const int BinCount = 5;

    /// <summary>A smaller ratio of singular values counts as dependent.</summary>
    private const double Tolerance = 1e-9;

    /// <param name="samples">Distinct combinations.</param>
    /// <param name="varied">The hyperparameters with at least two values.</param>
    /// <param name="cells">N, the number of cells that the values span.</param>
    public static AdditiveModel Of(List<Importance.Sample> samples, TrialField[] varied, long cells)
    {
        int[][] levels = [.. varied.Select(field => Levels([.. samples.Select(sample => sample[field])]))];
        int[] counts = [.. levels.Select(level => level.Max() + 1)];
        var p = 1 + counts.Sum(count => count - 1);
        if (samples.Count < 2 * p)
        {
            return Unknown($"The grid is not complete, and an estimate needs {2 * p} completed trials; there are {samples.Count}.");
        }

        var x = Design(levels, counts, samples.Count, p);
        var y = Vector<double>.Build.DenseOfEnumerable(samples.Select(sample => sample.Value));
        var svd = x.TransposeThisAndMultiply(x).Svd();
        if (svd.S[^1] < Tolerance * svd.S[0])
        {
            return Unknown("The completed trials do not yet vary the hyperparameters independently of each other. More of the grid has to be completed.");
        }

        var coefficients = svd.Solve(x.TransposeThisAndMultiply(y));
        var residual = (y - (x * coefficients)).DotProduct(y - (x * coefficients)) / (samples.Count - p) * Math.Max(0, cells - p) / cells;
        var variances = Variances(coefficients, counts);
        var total = variances.Sum() + residual;
        return total > 0
            ? new AdditiveModel([.. variances.Select(variance => variance / total)], "")
            : Unknown("The completed trials’ values do not vary enough to tell hyperparameters apart.");
    }

    private static int[] Levels(double[] values)
    {
        double[] sorted = [.. values.Order()];
        double[] distinct = [.. sorted.Distinct()];
        if (distinct.Length <= MostLevels)
        {
            return [.. values.Select(value => Array.BinarySearch(distinct, value))];
        }

        // The upper ends of the bins; equal values stay together.
        double[] ends = [.. Enumerable.Range(1, BinCount - 1).Select(bin => sorted[bin * sorted.Length / BinCount]).Distinct()];
        int[] bins = [.. values.Select(value => ends.Count(end => value >= end))];
        int[] used = [.. bins.Distinct().Order()];
        return [.. bins.Select(bin => Array.IndexOf(used, bin))];
    }

    private static Matrix<double> Design(int[][] levels, int[] counts, int n, int p)
    {
        var x = Matrix<double>.Build.Dense(n, p);
        for (var row = 0; row < n; row++)
        {
            x[row, 0] = 1;
            for (int field = 0, column = 1; field < levels.Length; column += counts[field] - 1, field++)
            {
                if (levels[field][row] > 0)
                {
                    x[row, column + levels[field][row] - 1] = 1;
                }
            }
        }

        return x;
    }

    private static double[] Variances(Vector<double> coefficients, int[] counts)
    {
        var variances = new double[counts.Length];
        for (int field = 0, column = 1; field < counts.Length; column += counts[field] - 1, field++)
        {
            double[] effects = [0, .. coefficients.SubVector(column, counts[field] - 1)];
            var mean = effects.Average();
            variances[field] = effects.Sum(effect => (effect - mean) * (effect - mean)) / effects.Length;
        }

        return variances;
    }

    private static AdditiveModel Unknown(string missing) => new([], missing);
}
