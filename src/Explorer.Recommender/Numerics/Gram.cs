using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Explorer.Recommender.Numerics;

/// <summary>YᵀY of a tall table of floats, every product and sum in double.</summary>
/// <remarks>
/// The rows are cut into segments whose number depends on the shape alone. Each segment has its own sum, and the sums are added in
/// order, so the result does not depend on the number of workers.
/// </remarks>
internal static unsafe class Gram
{
    private const int BlockRows = 64;
    private const int SegmentRows = 1024;
    private const int MostSegments = 16;
    private const long MostSegmentBytes = 1L << 26;

    /// <summary>Computes YᵀY.</summary>
    /// <param name="table">Y, shape [rows × f].</param>
    /// <param name="workers">1 or more.</param>
    /// <returns>Shape [f × f], both triangles filled.</returns>
    public static AlignedTable<double> Of(AlignedTable<float> table, int workers, CancellationToken cancellationToken)
    {
        var f = table.ColumnCount;
        var segmentBytes = (long)sizeof(double) * f * Simd.RoundUp(f, Simd.RowPadding);
        var most = (int)Math.Clamp(MostSegmentBytes / segmentBytes, 1, MostSegments);
        var segments = Math.Clamp(table.RowCount / SegmentRows, 1, most);
        var sums = new AlignedTable<double>[segments];
        var blocks = new AlignedTable<double>[workers];
        Workers.Run(
            workers,
            segments,
            (segment, worker) => sums[segment] = OfRows(
                table,
                blocks[worker] ??= new AlignedTable<double>(BlockRows + 1, f),
                (int)((long)table.RowCount * segment / segments),
                (int)((long)table.RowCount * (segment + 1) / segments),
                cancellationToken),
            cancellationToken);
        for (var segment = 1; segment < segments; segment++)
        {
            TensorPrimitives.Add<double>(sums[0].Values, sums[segment].Values, sums[0].Values);
        }

        return Mirrored(sums[0], f);
    }

    /// <summary>The sum over all cells of a·b, in double: ⟨A, B⟩.</summary>
    public static double InnerProduct(AlignedTable<double> a, AlignedTable<double> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(a.ColumnCount, b.ColumnCount);

        var sum = 0.0;
        for (var row = 0; row < a.ColumnCount; row++)
        {
            sum += TensorPrimitives.Dot<double>(a[row], b[row]);
        }

        return sum;
    }

    private static AlignedTable<double> OfRows(
        AlignedTable<float> table, AlignedTable<double> block, int first, int end, CancellationToken cancellationToken)
    {
        // Six rows are computed at once, so the last tile may write below row f.
        var sum = new AlignedTable<double>(Simd.RoundUp(table.ColumnCount, Tile.Rows), table.ColumnCount);
        for (var row = first; row < end && !cancellationToken.IsCancellationRequested; row += BlockRows)
        {
            var rows = Math.Min(BlockRows, end - row);
            TensorPrimitives.ConvertChecked<float, double>(table.Rows(row, rows), block.Values);
            AddUpper(block.Values, rows, sum.Values, table.ColumnCount, sum.Stride);
        }

        return sum;
    }

    private static void AddUpper(Span<double> block, int rows, Span<double> sum, int f, int stride)
    {
        if (Simd.Use512)
        {
            AddUpper<Lanes512<double>, Vector512<double>>(block, rows, sum, f, stride);
        }
        else if (Simd.Use256)
        {
            AddUpper<Lanes256<double>, Vector256<double>>(block, rows, sum, f, stride);
        }
        else
        {
            AddUpper<LanesScalar<double>, double>(block, rows, sum, f, stride);
        }
    }

    /// <summary>Adds PᵀP to the upper triangle; what lies just below the diagonal may be written too.</summary>
    /// <param name="block">P, shape [rows × stride]; a few numbers past its end are read, and ignored.</param>
    /// <param name="sum">Shape [f rounded up to whole tiles × stride].</param>
    internal static void AddUpper<TLanes, TVector>(ReadOnlySpan<double> block, int rows, Span<double> sum, int f, int stride)
        where TVector : struct
        where TLanes : ILanes<double, TVector>
    {
        var width = 2 * TLanes.Count;
        fixed (double* p = block, c = sum)
        {
            for (var row = 0; row < f; row += Tile.Rows)
            {
                var column = row / width * width;
                for (; column + width <= stride && column < f; column += width)
                {
                    Tile.Wide<double, TLanes, TVector>(p + row, 1, stride, p + column, stride, c + (row * stride) + column, stride, rows, true);
                }

                for (; column < f; column += TLanes.Count)
                {
                    Tile.Narrow<double, TLanes, TVector>(p + row, 1, stride, p + column, stride, c + (row * stride) + column, stride, rows, true);
                }
            }
        }
    }

    private static AlignedTable<double> Mirrored(AlignedTable<double> upper, int f)
    {
        var gram = new AlignedTable<double>(f, f);
        for (var row = 0; row < f; row++)
        {
            for (var column = row; column < f; column++)
            {
                gram[row][column] = upper[row][column];
                gram[column][row] = upper[row][column];
            }
        }

        return gram;
    }
}
