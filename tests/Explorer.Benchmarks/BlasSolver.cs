using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;
using Explorer.Recommender.Wrmf;

namespace Explorer.Benchmarks;

/// <summary>
/// A half-epoch the way the compiled Python library goes about it: one row at a time, a call of BLAS for each like and step, rows handed out
/// eight at a time. Something to be measured beside, on the same machine in the same run.
/// </summary>
/// <remarks>
/// Either three steps of conjugate gradient from the factors of the epoch before (Takács, Pilászy and Tikk, <i>Applications of the conjugate
/// gradient method for implicit feedback collaborative filtering</i>, 2011), or Cholesky's factorisation of the row's matrix (Hu, Koren and
/// Volinsky 2008, eq. 4). Written from those papers; plain likes and one λ only.
/// </remarks>
/// <param name="steps">Steps of conjugate gradient; null for Cholesky.</param>
internal sealed unsafe class BlasSolver(double alpha, int? steps) : IHalfEpochSolver
{
    private const int ChunkRows = 8;
    private const float SmallEnough = 1e-20f;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Notes => [];

    /// <inheritdoc/>
    public void Solve(
        LikesMatrix likes, Factors fixedSide, Factors solved, double regularization, int workers, CancellationToken cancellationToken)
    {
        var f = solved.FactorCount;
        var y = fixedSide.Table;
        var gram = new float[f * f];
        var scratch = Enumerable.Range(0, workers).Select(_ => new float[(f * f) + (3 * f)]).ToArray();
        fixed (float* shared = gram)
        {
            Blas.Square(y.RowCount, f, y.Pointer(0), y.Stride, shared);
            for (var factor = 0; factor < f; factor++)
            {
                shared[(factor * f) + factor] += (float)regularization;
            }
        }

        Workers.Run(
            workers,
            (likes.RowCount + ChunkRows - 1) / ChunkRows,
            (chunk, worker) =>
            {
                fixed (float* shared = gram, own = scratch[worker])
                {
                    for (var row = chunk * ChunkRows; row < Math.Min(likes.RowCount, (chunk + 1) * ChunkRows); row++)
                    {
                        var x = solved.Table.Pointer(row);
                        if (steps is { } most)
                        {
                            Approach(likes[row], y, shared, f, x, own, most);
                        }
                        else
                        {
                            SolveDensely(likes[row], y, shared, f, x, own);
                        }
                    }
                }
            },
            cancellationToken);
    }

    /// <summary>Steps of conjugate gradient on (G + α Σ y yᵀ) x = (1 + α) Σ y.</summary>
    private void Approach(ReadOnlySpan<int> liked, AlignedTable<float> y, float* gram, int f, float* x, float* scratch, int most)
    {
        if (liked.IsEmpty)
        {
            new Span<float>(x, f).Clear();
            return;
        }

        float* r = scratch, p = r + f, q = p + f;
        var (excess, confidence) = ((float)alpha, (float)(1 + alpha));
        Blas.SymmetricTimes(f, -1, gram, x, r);
        foreach (var column in liked)
        {
            var row = y.Pointer(column);
            Blas.AddTimes(f, confidence - (excess * Blas.Dot(f, row, x)), row, r);
        }

        new Span<float>(r, f).CopyTo(new Span<float>(p, f));
        var before = Blas.Dot(f, r, r);
        for (var step = 0; step < most && before >= SmallEnough; step++)
        {
            Blas.SymmetricTimes(f, 1, gram, p, q);
            foreach (var column in liked)
            {
                var row = y.Pointer(column);
                Blas.AddTimes(f, excess * Blas.Dot(f, row, p), row, q);
            }

            var length = before / Blas.Dot(f, p, q);
            Blas.AddTimes(f, length, p, x);
            Blas.AddTimes(f, -length, q, r);
            var after = Blas.Dot(f, r, r);
            var turn = after / before;
            for (var factor = 0; factor < f; factor++)
            {
                p[factor] = r[factor] + (turn * p[factor]);
            }

            before = after;
        }
    }

    private void SolveDensely(ReadOnlySpan<int> liked, AlignedTable<float> y, float* gram, int f, float* x, float* matrix)
    {
        new Span<float>(gram, f * f).CopyTo(new Span<float>(matrix, f * f));
        new Span<float>(x, f).Clear();
        foreach (var column in liked)
        {
            var row = y.Pointer(column);
            Blas.AddTimes(f, (float)(1 + alpha), row, x);
            for (var factor = 0; factor < f; factor++)
            {
                Blas.AddTimes(f, (float)alpha * row[factor], row, matrix + (factor * f));
            }
        }

        if (!Blas.SolvePositive(f, matrix, x))
        {
            throw new InvalidOperationException("The equations of a row are singular.");
        }
    }
}
