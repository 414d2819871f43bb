using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Numerics;

/// <summary>
/// The equations of all rows of one side in whitened coordinates: (Dᵤ + VᵤᵀWᵤVᵤ) z = Vᵤᵀ(I + Wᵤ)1. Vᵤ are the liked rows of V, Wᵤ = C − I
/// what their confidence has beyond 1, and Dᵤ the identity, or more where λᵤ is above the smallest.
/// </summary>
/// <param name="Likes">Rows are the side to solve.</param>
/// <param name="V">Shape [columns × f].</param>
/// <param name="Alpha">α, 0 or more.</param>
/// <param name="Strengths">What α is multiplied by for each like, shape [likes]; empty when it is 1 for all.</param>
/// <param name="InverseSpectrum">What Dᵤ − I is for λᵤ one above the smallest, shape [f]; empty when all rows have the same λ.</param>
/// <param name="BeyondSmallest">λᵤ of a row less the smallest.</param>
internal sealed record RowEquations(
    LikesMatrix Likes, AlignedTable<float> V, double Alpha, float[] Strengths, double[] InverseSpectrum, Func<int, double> BeyondSmallest)
{
    /// <summary>Equations with the same λ for all rows.</summary>
    public RowEquations(LikesMatrix likes, AlignedTable<float> v, double alpha, float[] strengths)
        : this(likes, v, alpha, strengths, [], _ => 0)
    {
    }

    /// <summary>c − 1 of one like.</summary>
    /// <param name="like">Its place among all likes.</param>
    public double ExcessOf(int like) => Strengths.Length == 0 ? Alpha : Alpha * Strengths[like];

    /// <summary>The diagonal Dᵤ of one row, 1 or more.</summary>
    /// <param name="target">Shape [f].</param>
    public void FillDiagonal(int row, Span<float> target)
    {
        target.Fill(1);
        if (InverseSpectrum.Length > 0)
        {
            var beyond = BeyondSmallest(row);
            for (var factor = 0; factor < target.Length; factor++)
            {
                target[factor] = (float)(1 + (beyond * InverseSpectrum[factor]));
            }
        }
    }

    /// <summary>Wᵤ of one row.</summary>
    /// <param name="target">Shape [k].</param>
    /// <returns>The largest.</returns>
    public float FillExcess(int row, Span<float> target)
    {
        if (Strengths.Length == 0)
        {
            target.Fill((float)Alpha);
            return (float)Alpha;
        }

        var largest = 0f;
        var first = Likes.RowStarts[row];
        for (var place = 0; place < target.Length; place++)
        {
            target[place] = (float)(Alpha * Strengths[first + place]);
            largest = Math.Max(largest, target[place]);
        }

        return largest;
    }
}
