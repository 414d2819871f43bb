using Explorer.Recommender.Wrmf;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Explorer.Recommender.Explanations;

/// <summary>One row solved exactly, and how what it predicts divides among its likes.</summary>
public sealed class RowSolution
{
    private readonly Factors _fixedSide;
    private readonly Cholesky<double> _cholesky;
    private readonly int[] _liked;
    private readonly double[] _confidences;
    private readonly double[] _factors;

    internal RowSolution(Factors fixedSide, Cholesky<double> cholesky, int[] liked, double[] confidences, double[] factors)
    {
        _fixedSide = fixedSide;
        _cholesky = cholesky;
        _liked = liked;
        _confidences = confidences;
        _factors = factors;
    }

    /// <summary>x, shape [f]; zeros when there are no likes.</summary>
    public ReadOnlySpan<double> Factors => _factors;

    /// <summary>The liked rows of the fixed side, as they were given.</summary>
    public ReadOnlySpan<int> Liked => _liked;

    /// <summary>x·direction.</summary>
    /// <param name="direction">Shape [f].</param>
    public double Score(ReadOnlySpan<float> direction)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(direction.Length, _factors.Length);

        var sum = 0.0;
        for (var factor = 0; factor < direction.Length; factor++)
        {
            sum += _factors[factor] * direction[factor];
        }

        return sum;
    }

    /// <summary>What each like adds to x·direction; together they are x·direction, to rounding in double.</summary>
    /// <remarks>
    /// x = W Σ cₗfₗ with W the inverse of the equations' matrix, so x·d = Σ cₗ (d·W fₗ): Hu, Koren and Volinsky 2008, section 5, where d·W fₗ is
    /// called the similarity of the two items from this user's point of view. Costs O(f² + fn) for n likes.
    /// </remarks>
    /// <param name="direction">d, shape [f].</param>
    /// <returns>In the order of <see cref="Liked"/>, shape [n].</returns>
    public double[] Contributions(ReadOnlySpan<float> direction)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(direction.Length, _factors.Length);

        var given = new DenseVector(_factors.Length);
        for (var factor = 0; factor < direction.Length; factor++)
        {
            given[factor] = direction[factor];
        }

        var seen = _cholesky.Solve(given);
        var contributions = new double[_liked.Length];
        for (var place = 0; place < _liked.Length; place++)
        {
            var row = _fixedSide[_liked[place]];
            var sum = 0.0;
            for (var factor = 0; factor < row.Length; factor++)
            {
                sum += seen[factor] * row[factor];
            }

            contributions[place] = _confidences[place] * sum;
        }

        return contributions;
    }
}
