using Explorer.Recommender.Numerics;
using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Maps;

/// <summary>Rows scaled to length 1, in double; rows without direction stay zero.</summary>
internal static class Directions
{
    /// <summary>One array a row, shape [rows][f].</summary>
    public static double[][] Of(Factors factors)
    {
        var directions = new double[factors.RowCount][];
        for (var row = 0; row < directions.Length; row++)
        {
            var length = Math.Sqrt(Dot.InDouble(factors[row], factors[row]));
            directions[row] = new double[factors.FactorCount];
            for (var factor = 0; factor < factors.FactorCount && length > 0; factor++)
            {
                directions[row][factor] = factors[row][factor] / length;
            }
        }

        return directions;
    }
}
