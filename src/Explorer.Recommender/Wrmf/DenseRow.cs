using System.Numerics.Tensors;
using Explorer.Recommender.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Recommender.Wrmf;

/// <summary>
/// One row of <see cref="RowEquations"/> as a dense system in double: for the rare row on which conjugate gradient in float stalls,
/// such as one whose confidences are a million times apart.
/// </summary>
internal static class DenseRow
{
    /// <summary>Solves it.</summary>
    /// <param name="z">Receives the solution, shape [f].</param>
    /// <returns>Whether there is a solution that is finite.</returns>
    public static bool Solve(RowEquations equations, int row, Span<float> z)
    {
        var liked = equations.Likes[row];
        var a = new double[z.Length * z.Length];
        var b = new double[z.Length];
        var v = new double[z.Length];
        for (var place = 0; place < liked.Length; place++)
        {
            var excess = equations.ExcessOf(equations.Likes.RowStarts[row] + place);
            TensorPrimitives.ConvertTruncating<float, double>(equations.V[liked[place]], v);
            TensorPrimitives.MultiplyAdd(v, 1 + excess, b, b);
            for (var factor = 0; factor < v.Length; factor++)
            {
                var target = a.AsSpan(factor * v.Length, v.Length);
                TensorPrimitives.MultiplyAdd(v, excess * v[factor], target, target);
            }
        }

        equations.FillDiagonal(row, z);
        for (var factor = 0; factor < z.Length; factor++)
        {
            a[(factor * z.Length) + factor] += z[factor];
        }

        return Array.TrueForAll(a, double.IsFinite) && Solve(a, b, z);
    }

    private static bool Solve(double[] a, double[] b, Span<float> z)
    {
        try
        {
            var solution = Matrix<double>.Build.Dense(b.Length, b.Length, a).Cholesky().Solve(Vector<double>.Build.Dense(b));
            for (var factor = 0; factor < z.Length; factor++)
            {
                z[factor] = (float)solution[factor];
            }

            return solution.ForAll(value => float.IsFinite((float)value));
        }
        catch (ArgumentException)
        {
            // How MathNet says "not positive definite": beside a huge α the identity is lost in rounding.
            return false;
        }
    }
}
