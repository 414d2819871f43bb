using System.Runtime.CompilerServices;

namespace Explorer.Recommender.Numerics;

/// <summary>A row-major table whose rows begin on 64-byte boundaries and end in zeros up to a whole number of vectors.</summary>
/// <remarks>
/// The array is pinned, so that a boundary stays one; the garbage collector still frees it. Kernels may read and write the padding
/// as long as it is zero again afterwards: a zero lane adds nothing to a product or a sum.
/// </remarks>
internal sealed class AlignedTable<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    private readonly T[] _values;
    private readonly int _offset;

    /// <summary>A table of zeros.</summary>
    public unsafe AlignedTable(int rowCount, int columnCount)
    {
        RowCount = rowCount;
        ColumnCount = columnCount;
        Stride = Simd.RoundUp(columnCount, Simd.RowPadding);
        _values = GC.AllocateArray<T>(checked((rowCount * Stride) + (Alignment / sizeof(T))), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref _values[0]);
        _offset = (int)((Alignment - (address % Alignment)) % Alignment) / sizeof(T);
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Numbers in a row, padding not counted.</summary>
    public int ColumnCount { get; }

    /// <summary>Numbers from the start of a row to the start of the next.</summary>
    public int Stride { get; }

    /// <summary>Everything, padding included, shape [rows × stride].</summary>
    public Span<T> Values => _values.AsSpan(_offset, RowCount * Stride);

    /// <summary>One row with its padding, shape [stride].</summary>
    public Span<T> PaddedRow(int row) => _values.AsSpan(_offset + (row * Stride), Stride);

    /// <summary>One row, shape [columns].</summary>
    public Span<T> this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)RowCount, nameof(row));
            return _values.AsSpan(_offset + (row * Stride), ColumnCount);
        }
    }

    /// <summary>The first number of a row; good for as long as the table is referred to, since the array never moves.</summary>
    public unsafe T* Pointer(int row) => (T*)Unsafe.AsPointer(ref _values[_offset + (row * Stride)]);

    /// <summary>Some rows with their padding, shape [count × stride].</summary>
    public Span<T> Rows(int first, int count) => _values.AsSpan(_offset + (first * Stride), count * Stride);
}
