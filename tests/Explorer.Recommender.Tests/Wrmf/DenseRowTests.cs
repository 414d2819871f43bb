using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;
using Explorer.Recommender.Tests.Numerics;
using Explorer.Recommender.Wrmf;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Recommender.Tests.Wrmf;

public sealed class DenseRowTests
{
    /// <summary>Forty likes on nearly the same line, with weights up to a billion: no float can tell their directions apart.</summary>
    private static readonly RowEquations s_hard = Hard();

    [Fact]
    public void What_conjugate_gradient_in_float_gives_up_is_solved_in_double()
    {
        var unsolved = new List<int>();
        new RowSolver(20, 1e-4).Solve(s_hard, (0, 1), new AlignedTable<float>(1, 20), unsolved.Add, TestContext.Current.CancellationToken);
        Assert.Equal([0], unsolved);

        var z = new float[20];
        Assert.True(DenseRow.Solve(s_hard, 0, z));

        var rows = s_hard.V.ToMatrix();
        var excess = Vector<double>.Build.Dense(40, s_hard.ExcessOf);
        var a = Matrix<double>.Build.DenseIdentity(20) + (rows.Transpose() * Matrix<double>.Build.DiagonalOfDiagonalVector(excess) * rows);
        var expected = a.Solve(rows.Transpose() * (1 + excess));
        Assert.InRange((Vector<double>.Build.Dense(20, factor => z[factor]) - expected).L2Norm() / expected.L2Norm(), 0, 1e-4);
    }

    [Fact]
    public void A_confidence_beyond_what_a_number_can_hold_has_no_solution() =>
        Assert.False(DenseRow.Solve(s_hard with { Alpha = double.MaxValue }, 0, new float[20]));

    private static RowEquations Hard()
    {
        var v = Padded.Random(40, 20, 1);
        var strengths = new float[40];
        for (var row = 0; row < 40; row++)
        {
            for (var factor = 0; factor < 20; factor++)
            {
                v[row][factor] = 0.1f + (1e-3f * v[row][factor]);
            }

            strengths[row] = MathF.Pow(10, row * 9f / 39);
        }

        return new RowEquations(new LikesMatrix(40, [0, 40], [.. Enumerable.Range(0, 40)]), v, 1, strengths);
    }
}
