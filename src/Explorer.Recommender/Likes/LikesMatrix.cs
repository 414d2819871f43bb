namespace Explorer.Recommender.Likes;

/// <summary>Likes as compressed sparse rows: for each row the liked columns, ascending. Immutable; every stored cell is one like.</summary>
public sealed class LikesMatrix
{
    private readonly int[] _rowStarts;
    private readonly int[] _columns;
    private readonly float[] _weights;

    /// <summary>Takes over the arrays of a compressed matrix.</summary>
    /// <param name="columnCount">How many columns there are.</param>
    /// <param name="rowStarts">Where each row begins in <paramref name="columns"/>, shape [rows + 1]; the last entry is the number of likes.</param>
    /// <param name="columns">Column indices, ascending and distinct within a row, shape [likes].</param>
    /// <param name="weights">d of every like, shape [likes], positive and finite; null or empty when every like counts once.</param>
    public LikesMatrix(int columnCount, int[] rowStarts, int[] columns, float[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(rowStarts);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfZero(rowStarts.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rowStarts[^1], columns.Length);

        ColumnCount = columnCount;
        _rowStarts = rowStarts;
        _columns = columns;
        _weights = LikeWeights.Require(weights, columns.Length);
        Transposed = new Lazy<LikesMatrix>(MakeTransposed);
    }

    /// <summary>How many rows there are, rows without likes included.</summary>
    public int RowCount => _rowStarts.Length - 1;

    /// <summary>How many columns there are, columns without likes included.</summary>
    public int ColumnCount { get; }

    /// <summary>How many likes there are.</summary>
    public int LikeCount => _columns.Length;

    /// <summary>Where each row begins in <see cref="Columns"/>, shape [rows + 1].</summary>
    public ReadOnlySpan<int> RowStarts => _rowStarts;

    /// <summary>Column index of every like, row after row, shape [likes].</summary>
    public ReadOnlySpan<int> Columns => _columns;

    /// <summary>d of every like, row after row, shape [likes]; empty when every like counts once.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Whether some like may count other than once.</summary>
    public bool IsWeighted => _weights.Length > 0;

    /// <summary>Made once, however many trainings share this matrix.</summary>
    private Lazy<LikesMatrix> Transposed { get; init; }

    /// <summary>The liked columns of one row, ascending.</summary>
    public ReadOnlySpan<int> this[int row] => _columns.AsSpan(_rowStarts[row], _rowStarts[row + 1] - _rowStarts[row]);

    /// <summary>d of the likes of one row, beside its columns; empty when every like counts once.</summary>
    public ReadOnlySpan<float> WeightsOf(int row) =>
        IsWeighted ? _weights.AsSpan(_rowStarts[row], _rowStarts[row + 1] - _rowStarts[row]) : [];

    /// <summary>Users × items.</summary>
    public static LikesMatrix Of(LikeSet likes)
    {
        ArgumentNullException.ThrowIfNull(likes);

        return likes.ByUser;
    }

    /// <summary>The same likes with rows and columns swapped. The first call costs O(likes + rows + columns); all calls give the same matrix.</summary>
    public LikesMatrix Transpose() => Transposed.Value;

    private LikesMatrix MakeTransposed()
    {
        var starts = StartsOf(_columns, ColumnCount);
        var next = starts.AsSpan().ToArray();
        var rows = new int[_columns.Length];
        var weights = new float[_weights.Length];
        for (var row = 0; row < RowCount; row++)
        {
            for (var like = _rowStarts[row]; like < _rowStarts[row + 1]; like++)
            {
                var place = next[_columns[like]]++;
                rows[place] = row;
                if (IsWeighted)
                {
                    weights[place] = _weights[like];
                }
            }
        }

        return new LikesMatrix(RowCount, starts, rows, weights) { Transposed = new Lazy<LikesMatrix>(this) };
    }

    /// <summary>Where each row begins among likes that are ordered by row, shape [rows + 1].</summary>
    internal static int[] StartsOf(ReadOnlySpan<int> rowOfLike, int rowCount)
    {
        var starts = new int[rowCount + 1];
        foreach (var row in rowOfLike)
        {
            starts[row + 1]++;
        }

        for (var row = 0; row < rowCount; row++)
        {
            starts[row + 1] += starts[row];
        }

        return starts;
    }
}
