namespace Explorer.Recommender.Numerics;

/// <summary>
/// The right side of a product, cut into panels of neighbouring columns and each panel laid out in the order the product reads it:
/// [panel][depth][column within the panel]. Missing columns of the last panel are zero.
/// </summary>
internal sealed class Panels
{
    /// <summary>Columns of a panel: two of the widest vectors.</summary>
    public const int Width = 2 * Simd.RowPadding;

    private readonly AlignedTable<float> _values;

    /// <summary>Panels of zeros.</summary>
    public Panels(int depth, int columnCount)
    {
        Depth = depth;
        ColumnCount = columnCount;
        Count = (columnCount + Width - 1) / Width;
        _values = new AlignedTable<float>(Math.Max(1, Count) * depth, Width);
    }

    /// <summary>Rows of the matrix.</summary>
    public int Depth { get; }

    /// <summary>Columns of the matrix, those added to fill the last panel not counted.</summary>
    public int ColumnCount { get; }

    /// <summary>How many panels there are.</summary>
    public int Count { get; }

    /// <summary>One panel, shape [depth × <see cref="Width"/>].</summary>
    public Span<float> this[int panel] => _values.Rows(panel * Depth, Depth);

    /// <summary>Packs a matrix.</summary>
    /// <param name="matrix">Shape [depth × columns].</param>
    public static Panels Of(AlignedTable<float> matrix)
    {
        var panels = new Panels(matrix.RowCount, matrix.ColumnCount);
        for (var panel = 0; panel < panels.Count; panel++)
        {
            var target = panels[panel];
            for (var row = 0; row < matrix.RowCount; row++)
            {
                var columns = matrix[row][(panel * Width)..Math.Min((panel + 1) * Width, matrix.ColumnCount)];
                columns.CopyTo(target[(row * Width)..]);
            }
        }

        return panels;
    }

    /// <summary>Packs the transpose of a tall table, so that its rows become columns, in the order of the table.</summary>
    /// <param name="table">Shape [columns × depth].</param>
    public static Panels OfTransposed(AlignedTable<float> table, int workers, CancellationToken cancellationToken)
    {
        var panels = new Panels(table.ColumnCount, table.RowCount);
        panels.Fill((column, target) => table[column].CopyTo(target), workers, cancellationToken);
        return panels;
    }

    /// <summary>Writes every column. Cancelled, some are the old ones.</summary>
    /// <param name="copyColumn">Writes a column, shape [depth], all of it; called by several threads at once.</param>
    public void Fill(Action<int, Span<float>> copyColumn, int workers, CancellationToken cancellationToken)
    {
        var scratch = new float[workers][];
        Workers.Run(
            workers,
            Count,
            (panel, worker) =>
            {
                var values = scratch[worker] ??= new float[Depth];
                var target = this[panel];
                var first = panel * Width;
                for (var column = 0; column < Math.Min(Width, ColumnCount - first); column++)
                {
                    copyColumn(first + column, values);
                    for (var depth = 0; depth < values.Length; depth++)
                    {
                        target[(depth * Width) + column] = values[depth];
                    }
                }
            },
            cancellationToken);
    }

    /// <summary>Copies one column, shape [depth], out of its panel.</summary>
    public void CopyColumn(int column, Span<float> target)
    {
        var panel = this[column / Width][(column % Width)..];
        for (var depth = 0; depth < Depth; depth++)
        {
            target[depth] = panel[depth * Width];
        }
    }
}
