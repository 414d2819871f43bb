using System.Numerics.Tensors;
using Explorer.Recommender.Wrmf;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Recommender.Maps;

/// <summary>A map at once: item directions seen along the two axes in which they differ most.</summary>
/// <remarks>
/// Principal components of the directions, not of the factors themselves: neighbours are found by direction, and long factors would
/// fill the map with the few most liked items. Deterministic: of both signs of an axis the one whose largest coefficient is positive is taken.
/// </remarks>
public static class PrincipalComponents
{
    /// <summary>Places all items.</summary>
    /// <param name="items">Shape [items × f].</param>
    /// <returns>Shape [items]; with a single factor all points have Y = 0.</returns>
    public static MapPoint[] Of(Factors items)
    {
        ArgumentNullException.ThrowIfNull(items);

        var directions = Directions.Of(items);
        var mean = MeanOf(directions, items.FactorCount);
        var axes = AxesOf(directions, mean);
        return Array.ConvertAll(directions, direction =>
        {
            TensorPrimitives.Subtract<double>(direction, mean, direction);
            return new MapPoint(
                (float)TensorPrimitives.Dot<double>(direction, axes[0]),
                axes.Length > 1 ? (float)TensorPrimitives.Dot<double>(direction, axes[1]) : 0);
        });
    }

    private static double[] MeanOf(double[][] directions, int factors)
    {
        var mean = new double[factors];
        foreach (var direction in directions)
        {
            TensorPrimitives.Add<double>(mean, direction, mean);
        }

        TensorPrimitives.Divide(mean, Math.Max(1, directions.Length), mean);
        return mean;
    }

    private static double[][] AxesOf(double[][] directions, double[] mean)
    {
        var f = mean.Length;
        var covariance = new double[f * f];
        var centred = new double[f];
        foreach (var direction in directions)
        {
            TensorPrimitives.Subtract<double>(direction, mean, centred);
            for (var row = 0; row < f; row++)
            {
                var target = covariance.AsSpan(row * f, f);
                TensorPrimitives.MultiplyAdd(centred, centred[row], target, target);
            }
        }

        var eigen = Matrix<double>.Build.Dense(f, f, covariance).Evd(Symmetricity.Symmetric);

        // Eigenvalues ascend.
        return [.. Enumerable.Range(1, Math.Min(2, f)).Select(place => Signed(eigen.EigenVectors.Column(f - place).ToArray()))];
    }

    private static double[] Signed(double[] axis)
    {
        if (axis[TensorPrimitives.IndexOfMaxMagnitude<double>(axis)] < 0)
        {
            TensorPrimitives.Negate<double>(axis, axis);
        }

        return axis;
    }
}
