using System.Runtime.Intrinsics;

namespace Explorer.Recommender.Numerics;

/// <summary>Scores of a few users for one panel of items, and the quick look whether any of them matters.</summary>
internal static unsafe class ScorePanel
{
    /// <summary>Scores of all users of a block for one panel.</summary>
    /// <param name="users">Shape [rows × f].</param>
    /// <param name="panel">One panel of the item factors, shape [f × <see cref="Panels.Width"/>].</param>
    /// <param name="scores">Receives them, shape [rows × <see cref="Panels.Width"/>].</param>
    /// <param name="rows">How many users; a multiple of <see cref="Tile.Rows"/> runs best.</param>
    public static void Multiply(AlignedTable<float> users, ReadOnlySpan<float> panel, AlignedTable<float> scores, int rows)
    {
        if (Simd.Use512)
        {
            Multiply<Lanes512<float>, Vector512<float>>(users, panel, scores, rows);
        }
        else if (Simd.Use256)
        {
            Multiply<Lanes256<float>, Vector256<float>>(users, panel, scores, rows);
        }
        else
        {
            Multiply<LanesScalar<float>, float>(users, panel, scores, rows);
        }
    }

    /// <summary>Whether any score is above a threshold.</summary>
    /// <param name="scores">Shape [<see cref="Panels.Width"/>].</param>
    public static bool AnyAbove(ReadOnlySpan<float> scores, float threshold)
    {
        if (Simd.Use512)
        {
            return AnyAbove<Lanes512<float>, Vector512<float>>(scores, threshold);
        }

        return Simd.Use256
            ? AnyAbove<Lanes256<float>, Vector256<float>>(scores, threshold)
            : AnyAbove<LanesScalar<float>, float>(scores, threshold);
    }

    internal static bool AnyAbove<TLanes, TVector>(ReadOnlySpan<float> scores, float threshold)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var bound = TLanes.Broadcast(threshold);
        fixed (float* values = scores)
        {
            for (var column = 0; column + TLanes.Count <= scores.Length; column += TLanes.Count)
            {
                if (TLanes.AnyGreater(TLanes.Load(values + column), bound))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Multiply<TLanes, TVector>(AlignedTable<float> users, ReadOnlySpan<float> panel, AlignedTable<float> scores, int rows)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        fixed (float* a = users.Values, b = panel, c = scores.Values)
        {
            MatrixProduct.Panel<TLanes, TVector>(a, users.Stride, b, c, scores.Stride, rows, users.ColumnCount, Panels.Width);
        }
    }
}
