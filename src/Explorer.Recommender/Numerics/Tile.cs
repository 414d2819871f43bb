using System.Runtime.CompilerServices;

namespace Explorer.Recommender.Numerics;

/// <summary>
/// The innermost product: C (+)= A·B for a few rows and one or two vectors of columns, held in registers while the depth passes.
/// Each number of C is the sum over the depth in ascending order, whichever tile it falls into, so equal inputs give equal bits.
/// </summary>
internal static unsafe class Tile
{
    /// <summary>Rows of a full tile: six rows of two vectors leave room in sixteen registers for two of B and one of A.</summary>
    public const int Rows = 6;

    /// <summary>Six rows, two vectors wide.</summary>
    /// <param name="a">A; element (row, depth) is at a[row · aRow + depth · aDepth].</param>
    /// <param name="b">B; element (depth, column) is at b[depth · bDepth + column].</param>
    /// <param name="c">C; element (row, column) is at c[row · cRow + column].</param>
    /// <param name="add">Whether to add to C or to overwrite it.</param>
    public static void Wide<T, TLanes, TVector>(T* a, nint aRow, nint aDepth, T* b, nint bDepth, T* c, nint cRow, int depth, bool add)
        where T : unmanaged
        where TVector : struct
        where TLanes : ILanes<T, TVector>
    {
        TVector c00 = TLanes.Zero, c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
        TVector c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
        var a3 = a + (3 * aRow);
        for (var d = 0; d < depth; d++)
        {
            var b0 = TLanes.Load(b);
            var b1 = TLanes.Load(b + TLanes.Count);
            var x = TLanes.Broadcast(a[0]);
            c00 = TLanes.MultiplyAdd(x, b0, c00);
            c01 = TLanes.MultiplyAdd(x, b1, c01);
            x = TLanes.Broadcast(a[aRow]);
            c10 = TLanes.MultiplyAdd(x, b0, c10);
            c11 = TLanes.MultiplyAdd(x, b1, c11);
            x = TLanes.Broadcast(a[2 * aRow]);
            c20 = TLanes.MultiplyAdd(x, b0, c20);
            c21 = TLanes.MultiplyAdd(x, b1, c21);
            x = TLanes.Broadcast(a3[0]);
            c30 = TLanes.MultiplyAdd(x, b0, c30);
            c31 = TLanes.MultiplyAdd(x, b1, c31);
            x = TLanes.Broadcast(a3[aRow]);
            c40 = TLanes.MultiplyAdd(x, b0, c40);
            c41 = TLanes.MultiplyAdd(x, b1, c41);
            x = TLanes.Broadcast(a3[2 * aRow]);
            c50 = TLanes.MultiplyAdd(x, b0, c50);
            c51 = TLanes.MultiplyAdd(x, b1, c51);
            a += aDepth;
            a3 += aDepth;
            b += bDepth;
        }

        Put<T, TLanes, TVector>(c00, c01, c, add);
        Put<T, TLanes, TVector>(c10, c11, c + cRow, add);
        Put<T, TLanes, TVector>(c20, c21, c + (2 * cRow), add);
        Put<T, TLanes, TVector>(c30, c31, c + (3 * cRow), add);
        Put<T, TLanes, TVector>(c40, c41, c + (4 * cRow), add);
        Put<T, TLanes, TVector>(c50, c51, c + (5 * cRow), add);
    }

    /// <summary>Six rows, one vector wide. Parameters as for <see cref="Wide"/>.</summary>
    public static void Narrow<T, TLanes, TVector>(T* a, nint aRow, nint aDepth, T* b, nint bDepth, T* c, nint cRow, int depth, bool add)
        where T : unmanaged
        where TVector : struct
        where TLanes : ILanes<T, TVector>
    {
        TVector c0 = TLanes.Zero, c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0;
        var a3 = a + (3 * aRow);
        for (var d = 0; d < depth; d++)
        {
            var y = TLanes.Load(b);
            c0 = TLanes.MultiplyAdd(TLanes.Broadcast(a[0]), y, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Broadcast(a[aRow]), y, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Broadcast(a[2 * aRow]), y, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[0]), y, c3);
            c4 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[aRow]), y, c4);
            c5 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[2 * aRow]), y, c5);
            a += aDepth;
            a3 += aDepth;
            b += bDepth;
        }

        Put<T, TLanes, TVector>(c0, c, add);
        Put<T, TLanes, TVector>(c1, c + cRow, add);
        Put<T, TLanes, TVector>(c2, c + (2 * cRow), add);
        Put<T, TLanes, TVector>(c3, c + (3 * cRow), add);
        Put<T, TLanes, TVector>(c4, c + (4 * cRow), add);
        Put<T, TLanes, TVector>(c5, c + (5 * cRow), add);
    }

    /// <summary>One row, one vector wide, for the rows left over. Parameters as for <see cref="Wide"/>.</summary>
    public static void Single<T, TLanes, TVector>(T* a, nint aDepth, T* b, nint bDepth, T* c, int depth, bool add)
        where T : unmanaged
        where TVector : struct
        where TLanes : ILanes<T, TVector>
    {
        var sum = TLanes.Zero;
        for (var d = 0; d < depth; d++)
        {
            sum = TLanes.MultiplyAdd(TLanes.Broadcast(a[d * aDepth]), TLanes.Load(b + (d * bDepth)), sum);
        }

        Put<T, TLanes, TVector>(sum, c, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T, TLanes, TVector>(TVector left, TVector right, T* c, bool add)
        where T : unmanaged
        where TVector : struct
        where TLanes : ILanes<T, TVector>
    {
        Put<T, TLanes, TVector>(left, c, add);
        Put<T, TLanes, TVector>(right, c + TLanes.Count, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T, TLanes, TVector>(TVector value, T* c, bool add)
        where T : unmanaged
        where TVector : struct
        where TLanes : ILanes<T, TVector> =>
        TLanes.Store(add ? TLanes.Add(TLanes.Load(c), value) : value, c);
}
