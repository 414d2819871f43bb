namespace Explorer.Recommender.Numerics;

/// <summary>What a <see cref="RowSolver"/> lays ready of the row it is at.</summary>
/// <param name="f">Length of a row of V.</param>
internal sealed unsafe class RowScratch(int f)
{
    private readonly AlignedTable<float> _zero = new(1, f);
    private AlignedTable<float> _excess = new(1, 64);
    private readonly float[] _diagonal = new float[f];
    private bool _isIdentity = true;
    private int _row;
    private int _count;

    /// <summary>The system of the present row.</summary>
    public ConjugateGradient System { get; } = new(f);

    /// <summary>The largest c − 1 of the present row: one less than an upper bound of its condition.</summary>
    public float LargestExcess { get; private set; }

    /// <summary>Takes a row with likes.</summary>
    public void Take(int row, RowEquations equations)
    {
        _row = row;
        _count = equations.Likes[row].Length;
        if (_excess.Stride < _count)
        {
            _excess = new AlignedTable<float>(1, Math.Max(_count, 2 * _excess.Stride));
        }

        LargestExcess = equations.FillExcess(row, _excess.PaddedRow(0)[.._count]);
        _excess.PaddedRow(0)[_count..Simd.RoundUp(_count, 4)].Clear();
        if (equations.InverseSpectrum.Length > 0)
        {
            equations.FillDiagonal(row, _diagonal);
            System.SetDiagonal(_diagonal);
            _isIdentity = false;
        }
        else if (!_isIdentity)
        {
            System.SetDiagonal([]);
            _isIdentity = true;
        }
    }

    /// <summary>The operator of the present row, going through its likes.</summary>
    /// <param name="columns">All columns of the likes, held in place.</param>
    public LikedRows<TLanes, TVector> Likes<TLanes, TVector>(RowEquations equations, int* columns, CancellationToken cancellationToken)
        where TVector : struct
        where TLanes : ILanes<float, TVector> => new(
            equations.V.Pointer(0), equations.V.Stride, columns + equations.Likes.RowStarts[_row], _count, _excess.Pointer(0),
            _zero.Pointer(0), System.Diagonal, cancellationToken);
}
