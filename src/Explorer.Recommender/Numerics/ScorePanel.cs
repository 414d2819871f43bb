using System.Runtime.Intrinsics;

namespace Explorer.Recommender.Numerics;

/// <summary>Scores of a block of users for one panel of items, and in the same breath which users have one that matters.</summary>
internal static unsafe class ScorePanel
{
    /// <summary>Computes the scores and compares them with one threshold a user.</summary>
    /// <param name="users">Shape [rows × f].</param>
    /// <param name="panel">One panel of the item factors, shape [f × <see cref="Panels.Width"/>].</param>
    /// <param name="scores">Receives the scores, shape [rows × <see cref="Panels.Width"/>].</param>
    /// <param name="thresholds">Shape [rows], a multiple of <see cref="Tile.Rows"/>; a tile of +∞ alone is passed over and keeps its old scores.</param>
    /// <param name="above">Receives the rows with a score above their threshold, ascending; room for [rows].</param>
    /// <returns>How many rows those are.</returns>
    public static int Multiply(
        AlignedTable<float> users, ReadOnlySpan<float> panel, AlignedTable<float> scores, ReadOnlySpan<float> thresholds, Span<int> above)
    {
        if (Simd.Use512)
        {
            return Multiply<Lanes512<float>, Vector512<float>>(users, panel, scores, thresholds, above);
        }

        return Simd.Use256
            ? Multiply<Lanes256<float>, Vector256<float>>(users, panel, scores, thresholds, above)
            : Multiply<LanesScalar<float>, float>(users, panel, scores, thresholds, above);
    }

    internal static int Multiply<TLanes, TVector>(
        AlignedTable<float> users, ReadOnlySpan<float> panel, AlignedTable<float> scores, ReadOnlySpan<float> thresholds, Span<int> above)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var count = 0;
        fixed (float* a = users.Values, b = panel, c = scores.Values, limits = thresholds)
        fixed (int* found = above)
        {
            for (var first = 0; first < thresholds.Length; first += Tile.Rows)
            {
                if (!thresholds.Slice(first, Tile.Rows).ContainsAnyExcept(float.PositiveInfinity))
                {
                    continue;
                }

                for (var column = 0; column < Panels.Width; column += 2 * TLanes.Count)
                {
                    Tile.Wide<float, TLanes, TVector>(
                        a + (first * users.Stride), users.Stride, 1, b + column, Panels.Width,
                        c + (first * Panels.Width) + column, Panels.Width, users.ColumnCount, false);
                }

                for (var row = first; row < first + Tile.Rows; row++)
                {
                    found[count] = row;
                    count += AnyAbove<TLanes, TVector>(c + (row * Panels.Width), limits[row]) ? 1 : 0;
                }
            }
        }

        return count;
    }

    private static bool AnyAbove<TLanes, TVector>(float* scores, float threshold)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var largest = TLanes.Load(scores);
        for (var column = TLanes.Count; column < Panels.Width; column += TLanes.Count)
        {
            largest = TLanes.Max(largest, TLanes.Load(scores + column));
        }

        return TLanes.AnyGreater(largest, TLanes.Broadcast(threshold));
    }
}
