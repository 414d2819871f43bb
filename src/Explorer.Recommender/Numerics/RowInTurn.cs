namespace Explorer.Recommender.Numerics;

/// <summary>One of the rows that a <see cref="RowSolver"/> works on in turns, with its scratch.</summary>
/// <param name="f">Length of a row of V.</param>
internal sealed unsafe class RowInTurn(int f)
{
    private AlignedTable<float> _excess = new(1, 64);
    private int _row = -1;
    private int _count;

    /// <summary>The system of the present row.</summary>
    public ConjugateGradient System { get; } = new(f);

    /// <summary>Whether there is a row at work.</summary>
    public bool IsBusy => _row >= 0;

    /// <summary>The present row.</summary>
    public int Row => _row;

    /// <summary>The largest c − 1 of the present row: one less than an upper bound of its condition.</summary>
    public float LargestExcess { get; private set; }

    /// <summary>Takes a row with likes.</summary>
    public void Take(int row, RowEquations equations)
    {
        _row = row;
        _count = equations.Likes[row].Length;
        if (_excess.Stride < _count)
        {
            _excess = new AlignedTable<float>(1, _count);
        }

        LargestExcess = equations.FillExcess(row, _excess.PaddedRow(0)[.._count]);
        _excess.PaddedRow(0)[_count..Simd.RoundUp(_count, 4)].Clear();
        var stride = equations.V.Stride;
        equations.FillDiagonal(row, new Span<float>(System.Diagonal, f));
        new Span<float>(System.Diagonal + f, stride - f).Fill(1);
    }

    /// <summary>Lets the row go.</summary>
    public void Leave() => _row = -1;

    /// <summary>The operator of the present row, going through its likes.</summary>
    /// <param name="columns">All columns of the likes, held in place.</param>
    /// <param name="zero">A row of zeros.</param>
    public LikedRows<TLanes, TVector> Likes<TLanes, TVector>(RowEquations equations, int* columns, float* zero, CancellationToken cancellationToken)
        where TVector : struct
        where TLanes : ILanes<float, TVector> => new(
            equations.V.Pointer(0), equations.V.Stride, columns + equations.Likes.RowStarts[_row], _count, _excess.Pointer(0), zero,
            System.Diagonal, cancellationToken);
}
