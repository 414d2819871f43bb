namespace Explorer.Recommender.Wrmf;

/// <summary>A row-major table of factors, shape [rows × factors].</summary>
public sealed class Factors
{
    private readonly float[] _values;

    /// <summary>A table of zeros.</summary>
    public Factors(int rowCount, int factorCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(factorCount, 1);

        RowCount = rowCount;
        FactorCount = factorCount;
        _values = new float[checked(rowCount * factorCount)];
    }

    /// <summary>Number of users or items.</summary>
    public int RowCount { get; }

    /// <summary>f, the length of a row.</summary>
    public int FactorCount { get; }

    /// <summary>The factors of one row, shape [f]; writable, since a trainer fills it.</summary>
    public Span<float> this[int row] => _values.AsSpan(row * FactorCount, FactorCount);
}
