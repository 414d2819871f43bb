using System.Runtime.Intrinsics;

namespace Explorer.Recommender.Numerics;

/// <summary>C = A·B for tall A and a packed B.</summary>
internal static unsafe class MatrixProduct
{
    /// <summary>Rows that one chunk of work takes through all panels: a multiple of a tile, small enough to stay in the second-level cache.</summary>
    public const int BlockRows = 96;

    /// <summary>Multiplies all rows of a table, in parallel.</summary>
    /// <param name="a">A, shape [rows × depth].</param>
    /// <param name="b">B, shape [depth × columns].</param>
    /// <param name="shape">Where B is zero; those parts are skipped.</param>
    /// <param name="c">C, shape [rows × columns]; apart from A in memory.</param>
    public static void Multiply(
        AlignedTable<float> a, Panels b, Triangle shape, AlignedTable<float> c, int workers, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(a.ColumnCount, b.Depth);
        ArgumentOutOfRangeException.ThrowIfNotEqual(c.ColumnCount, b.ColumnCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(c.RowCount, a.RowCount);

        var blocks = (a.RowCount + BlockRows - 1) / BlockRows;
        Workers.Run(
            workers,
            blocks,
            (block, _) =>
            {
                var first = block * BlockRows;
                var rows = Math.Min(BlockRows, a.RowCount - first);
                MultiplyRows(a.Rows(first, rows), a.Stride, b, shape, c.Rows(first, rows), c.Stride, rows);
            },
            cancellationToken);
    }

    /// <summary>Multiplies a few rows.</summary>
    /// <param name="a">Shape [rows × aStride].</param>
    /// <param name="c">Shape [rows × cStride]; apart from A in memory. cStride is a multiple of <see cref="Simd.RowPadding"/>.</param>
    public static void MultiplyRows(ReadOnlySpan<float> a, int aStride, Panels b, Triangle shape, Span<float> c, int cStride, int rows)
    {
        if (Simd.Use512)
        {
            MultiplyRows<Lanes512<float>, Vector512<float>>(a, aStride, b, shape, c, cStride, rows);
        }
        else if (Simd.Use256)
        {
            MultiplyRows<Lanes256<float>, Vector256<float>>(a, aStride, b, shape, c, cStride, rows);
        }
        else
        {
            MultiplyRows<LanesScalar<float>, float>(a, aStride, b, shape, c, cStride, rows);
        }
    }

    internal static void MultiplyRows<TLanes, TVector>(
        ReadOnlySpan<float> a, int aStride, Panels b, Triangle shape, Span<float> c, int cStride, int rows)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        fixed (float* left = a, target = c)
        {
            for (var panel = 0; panel < b.Count; panel++)
            {
                var column = panel * Panels.Width;
                var first = shape == Triangle.Lower ? Math.Min(column, b.Depth) : 0;
                var end = shape == Triangle.Upper ? Math.Min(column + Panels.Width, b.Depth) : b.Depth;
                fixed (float* right = b[panel])
                {
                    var columns = Math.Min(Panels.Width, cStride - column);
                    Panel<TLanes, TVector>(
                        left + first, aStride, right + (first * Panels.Width), target + column, cStride, rows, end - first, columns);
                }
            }
        }
    }

    /// <summary>All rows against one panel.</summary>
    /// <param name="columns">Columns to compute, a multiple of the vector.</param>
    internal static void Panel<TLanes, TVector>(
        float* a, nint aStride, float* b, float* c, nint cStride, int rows, int depth, int columns)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var wide = 2 * TLanes.Count;
        var row = 0;
        for (; row + Tile.Rows <= rows; row += Tile.Rows)
        {
            var column = 0;
            for (; column + wide <= columns; column += wide)
            {
                Tile.Wide<float, TLanes, TVector>(a, aStride, 1, b + column, Panels.Width, c + column, cStride, depth, false);
            }

            for (; column < columns; column += TLanes.Count)
            {
                Tile.Narrow<float, TLanes, TVector>(a, aStride, 1, b + column, Panels.Width, c + column, cStride, depth, false);
            }

            a += Tile.Rows * aStride;
            c += Tile.Rows * cStride;
        }

        for (; row < rows; row++)
        {
            for (var column = 0; column < columns; column += TLanes.Count)
            {
                Tile.Single<float, TLanes, TVector>(a, 1, b + column, Panels.Width, c + column, depth, false);
            }

            a += aStride;
            c += cStride;
        }
    }
}
