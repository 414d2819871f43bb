using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;

namespace Explorer.Recommender.Wrmf;

/// <summary>The fast half-epoch: conjugate gradient in coordinates in which the part all rows share is the identity.</summary>
/// <remarks>
/// With G = YᵀY + λI, TᵀGT = I, V = Y·T and x = Tz, the equations of a row (Hu, Koren and Volinsky 2008, eq. 4) read
/// (I + VᵤᵀWᵤVᵤ) z = Vᵤᵀ(I + Wᵤ)1, where Wᵤ holds c − 1 of its likes. The eigenvalues lie between 1 and the largest c, and at most k of them
/// differ from 1, whatever λ is, so a few steps suffice, and a step costs 2kf. They begin where the epochs before lead to. The derivation is in docs/maths.md.
/// </remarks>
internal sealed class WhitenedSolver(Hyperparameters hyperparameters, TrainingSettings settings) : IHalfEpochSolver
{
    private readonly List<RowSolver> _rowSolvers = [];
    private readonly List<AlignedTable<float>> _spare = [];
    private readonly Dictionary<LikesMatrix, float[]> _strengths = [];
    private readonly Dictionary<Factors, Extrapolation> _extrapolations = [];
    private readonly HashSet<string> _notes = [];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Notes => _notes;

    /// <summary>Conjugate-gradient steps since the beginning, over all rows.</summary>
    public long Steps => _rowSolvers.Sum(solver => solver.Steps);

    /// <inheritdoc/>
    public void Solve(
        LikesMatrix likes, Factors fixedSide, Factors solved, double regularization, int workers, CancellationToken cancellationToken)
    {
        var y = fixedSide.Table;
        var v = TakeSpare(fixedSide.RowCount);
        var z = TakeSpare(solved.RowCount);
        try
        {
            var lambdas = new RowRegularization(likes, settings, regularization);
            var square = Gram.Of(y, workers, cancellationToken);
            var isTriangular = lambdas.IsUniform && y.RowCount >= y.ColumnCount;

            // With a thousand factors these take seconds.
            var gram = Workers.Await(() => WhitenedBasis.Regularize(square, lambdas.Smallest, hyperparameters), cancellationToken);
            var basis = Workers.Await(() => isTriangular ? WhitenedBasis.Triangular(gram) : WhitenedBasis.Rotated(gram), cancellationToken);
            basis.Whiten(y, v, workers, cancellationToken);
            var extrapolation = ExtrapolationOf(solved);
            Guess(solved.Table, extrapolation, z, basis, workers, cancellationToken);
            SolveRows(EquationsOf(likes, v, basis, lambdas), z, workers, cancellationToken);
            GoBack(z, basis, workers, cancellationToken);
            if (gram.NoteFor(hyperparameters) is { } note)
            {
                _notes.Add(note);
            }

            extrapolation.Learn(solved.Table, z, workers);
            z = solved.Exchange(z);
        }
        finally
        {
            _spare.Add(v);
            _spare.Add(z);
        }
    }

    /// <summary>The equations of all rows in whitened coordinates.</summary>
    internal RowEquations EquationsOf(LikesMatrix likes, AlignedTable<float> v, WhitenedBasis basis, RowRegularization lambdas)
    {
        var alpha = hyperparameters.Alpha * (likes.IsWeighted ? 1 : settings.Confidence.StrengthOf(1));
        return new RowEquations(likes, v, alpha, StrengthsOf(likes), basis.InverseSpectrum, lambdas.BeyondSmallest);
    }

    /// <summary>What α is multiplied by for each like; computed once for each side, since logarithms take their time.</summary>
    private float[] StrengthsOf(LikesMatrix likes)
    {
        if (!_strengths.TryGetValue(likes, out var strengths))
        {
            strengths = new float[likes.Weights.Length];
            for (var like = 0; like < strengths.Length; like++)
            {
                strengths[like] = (float)settings.Confidence.StrengthOf(likes.Weights[like]);
            }

            _strengths.Add(likes, strengths);
        }

        return strengths;
    }

    /// <summary>z of every row, in whitened coordinates.</summary>
    private void SolveRows(RowEquations equations, AlignedTable<float> z, int workers, CancellationToken cancellationToken)
    {
        while (_rowSolvers.Count < workers)
        {
            _rowSolvers.Add(new RowSolver(hyperparameters.FactorCount, settings.Tolerance));
        }

        var chunks = new RowChunks(equations.Likes);
        Workers.Run(
            workers,
            chunks.Count,
            (chunk, worker) => _rowSolvers[worker].Solve(equations, chunks[chunk], z, SolveDensely, cancellationToken),
            cancellationToken);

        void SolveDensely(int row)
        {
            z.PaddedRow(row).Clear();
            if (!DenseRow.Solve(equations, row, z[row]))
            {
                throw RegularizedGram.Failure(hyperparameters, "are singular or have no finite solution");
            }
        }
    }

    /// <summary>Z = X̂·T⁻ᵀ, with X̂ what is to be expected after the epochs so far.</summary>
    private static void Guess(
        AlignedTable<float> x, Extrapolation extrapolation, AlignedTable<float> z, WhitenedBasis basis, int workers, CancellationToken cancellationToken) => InBlocks(
        z,
        workers,
        (first, rows, expected) =>
        {
            extrapolation.Guess(x, first, rows, expected);
            MatrixProduct.MultiplyRows(expected, x.Stride, basis.Guess, basis.BackShape, z.Rows(first, rows), z.Stride, rows);
        },
        cancellationToken);

    /// <summary>X = Z·Tᵀ, in place.</summary>
    private void GoBack(AlignedTable<float> z, WhitenedBasis basis, int workers, CancellationToken cancellationToken) => InBlocks(
        z,
        workers,
        (first, rows, copy) =>
        {
            var target = z.Rows(first, rows);
            target.CopyTo(copy);
            MatrixProduct.MultiplyRows(copy, z.Stride, basis.Back, basis.BackShape, target, z.Stride, rows);
            if (!float.IsFinite(System.Numerics.Tensors.TensorPrimitives.SumOfMagnitudes<float>(target)))
            {
                throw RegularizedGram.Failure(hyperparameters, "have no finite solution");
            }
        },
        cancellationToken);

    /// <summary>Goes through a table block by block.</summary>
    /// <param name="body">Receives the first row, how many, and scratch of that shape.</param>
    private static void InBlocks(AlignedTable<float> table, int workers, Action<int, int, Span<float>> body, CancellationToken cancellationToken)
    {
        var scratch = new AlignedTable<float>?[workers];
        Workers.Run(
            workers,
            (table.RowCount + MatrixProduct.BlockRows - 1) / MatrixProduct.BlockRows,
            (block, worker) =>
            {
                var first = block * MatrixProduct.BlockRows;
                var rows = Math.Min(MatrixProduct.BlockRows, table.RowCount - first);
                body(first, rows, (scratch[worker] ??= new AlignedTable<float>(MatrixProduct.BlockRows, table.ColumnCount)).Rows(0, rows));
            },
            cancellationToken);
    }

    private Extrapolation ExtrapolationOf(Factors solved)
    {
        if (!_extrapolations.TryGetValue(solved, out var extrapolation))
        {
            _extrapolations.Add(solved, extrapolation = new Extrapolation());
        }

        return extrapolation;
    }

    private AlignedTable<float> TakeSpare(int rowCount)
    {
        var place = _spare.FindIndex(table => table.RowCount == rowCount);
        if (place < 0)
        {
            return new AlignedTable<float>(rowCount, hyperparameters.FactorCount);
        }

        var table = _spare[place];
        _spare.RemoveAt(place);
        return table;
    }
}
