using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Explorer.Recommender.Numerics;

/// <summary>C = A·B with every product and sum in double, rounded once at the end; two to three times the cost of the float product.</summary>
internal static unsafe class DoubleProduct
{
    private const int BlockRows = 16 * Tile.Rows;

    /// <summary>Multiplies all rows of a table, in parallel.</summary>
    /// <param name="a">A, shape [rows × f].</param>
    /// <param name="b">B, shape [f × f].</param>
    /// <param name="shape">Upper when B is zero below its diagonal; then that part is skipped.</param>
    /// <param name="c">C, shape [rows × f]; apart from A in memory.</param>
    public static void Multiply(
        AlignedTable<float> a, AlignedTable<double> b, Triangle shape, AlignedTable<float> c, int workers, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(a.ColumnCount, b.RowCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(c.ColumnCount, b.ColumnCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(c.RowCount, a.RowCount);

        var scratch = new (AlignedTable<double> Left, AlignedTable<double> Product)?[workers];
        Workers.Run(
            workers,
            (a.RowCount + BlockRows - 1) / BlockRows,
            (block, worker) =>
            {
                var (left, product) = scratch[worker] ??= (new(BlockRows, a.ColumnCount), new(BlockRows, a.ColumnCount));
                var first = block * BlockRows;
                var rows = Math.Min(BlockRows, a.RowCount - first);
                TensorPrimitives.ConvertChecked<float, double>(a.Rows(first, rows), left.Values);
                MultiplyBlock(left, b, shape, product);
                TensorPrimitives.ConvertChecked<double, float>(product.Rows(0, rows), c.Rows(first, rows));
            },
            cancellationToken);
    }

    private static void MultiplyBlock(AlignedTable<double> a, AlignedTable<double> b, Triangle shape, AlignedTable<double> c)
    {
        if (Simd.Use512)
        {
            MultiplyBlock<Lanes512<double>, Vector512<double>>(a, b, shape, c);
        }
        else if (Simd.Use256)
        {
            MultiplyBlock<Lanes256<double>, Vector256<double>>(a, b, shape, c);
        }
        else
        {
            MultiplyBlock<LanesScalar<double>, double>(a, b, shape, c);
        }
    }

    /// <summary>One block of whole tiles.</summary>
    internal static void MultiplyBlock<TLanes, TVector>(AlignedTable<double> a, AlignedTable<double> b, Triangle shape, AlignedTable<double> c)
        where TVector : struct
        where TLanes : ILanes<double, TVector>
    {
        var wide = 2 * TLanes.Count;
        nint stride = a.Stride;
        fixed (double* left = a.Values, right = b.Values, target = c.Values)
        {
            // Every row is padded to a multiple of two of the widest vectors of doubles.
            for (var column = 0; column < b.ColumnCount; column += wide)
            {
                var depth = shape == Triangle.Upper ? Math.Min(column + wide, b.RowCount) : b.RowCount;
                for (var row = 0; row < a.RowCount; row += Tile.Rows)
                {
                    Tile.Wide<double, TLanes, TVector>(
                        left + (row * stride), stride, 1, right + column, stride, target + (row * stride) + column, stride, depth, false);
                }
            }
        }
    }
}
