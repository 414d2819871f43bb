using Explorer.Recommender.Numerics;

namespace Explorer.Recommender.Wrmf;

/// <summary>A row-major table of factors, shape [rows × factors].</summary>
/// <remarks>Rows are 64-byte aligned and padded with zeros in memory; nobody outside sees the padding.</remarks>
public sealed class Factors
{
    /// <summary>A table of zeros.</summary>
    public Factors(int rowCount, int factorCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(factorCount, 1);

        Table = new AlignedTable<float>(rowCount, factorCount);
    }

    /// <summary>Number of users or items.</summary>
    public int RowCount => Table.RowCount;

    /// <summary>f, the length of a row.</summary>
    public int FactorCount => Table.ColumnCount;

    /// <summary>The factors of one row, shape [f]; writable, since a trainer fills it.</summary>
    public Span<float> this[int row] => Table[row];

    /// <summary>The numbers with their padding.</summary>
    internal AlignedTable<float> Table { get; private set; }

    /// <summary>Puts finished numbers in place of the present ones, all at once.</summary>
    /// <param name="finished">Same shape.</param>
    /// <returns>The numbers that were replaced, to be used as scratch.</returns>
    internal AlignedTable<float> Exchange(AlignedTable<float> finished)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(finished.RowCount, RowCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(finished.ColumnCount, FactorCount);

        var replaced = Table;
        Table = finished;
        return replaced;
    }
}
