using System.Runtime.Intrinsics;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Recommender.Tests.Numerics;

/// <summary>Rows solved in registers, narrow and wide.</summary>
public sealed unsafe class RowInRegistersTests
{
    private const float Alpha = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(31)]
    public void Every_width_solves_the_dense_system_without_help(int k)
    {
        Check<Lanes512<float>, Vector512<float>, Width.One>(16, k);
        Check<Lanes512<float>, Vector512<float>, Width.One>(7, k);
        Check<Lanes512<float>, Vector512<float>, Width.Two>(17, k);
        Check<Lanes512<float>, Vector512<float>, Width.Three>(47, k);
        Check<Lanes512<float>, Vector512<float>, Width.Four>(50, k);
        Check<Lanes256<float>, Vector256<float>, Width.Two>(13, k);
        Check<Lanes256<float>, Vector256<float>, Width.Four>(31, k);
        Check<Lanes512<float>, Vector512<float>, Width.Five>(65, k);
        Check<Lanes512<float>, Vector512<float>, Width.Six>(90, k);
        Check<Lanes512<float>, Vector512<float>, Width.Seven>(112, k);
        Check<Lanes512<float>, Vector512<float>, Width.Eight>(120, k);
    }

    [Fact]
    public void Too_few_steps_are_said_and_a_row_too_short_to_be_squared_is_left_to_others()
    {
        Left<Width.One>(9);
        Left<Width.Five>(70);

        static void Left<TWidth>(int f)
            where TWidth : IWidth
        {
            Assert.Null(Solve<Lanes512<float>, Vector512<float>, TWidth>(Equations(f, 8, 1), new AlignedTable<float>(1, f), 1));
            Assert.Null(Solve<Lanes512<float>, Vector512<float>, TWidth>(Equations(f, 8, 1e-30f), new AlignedTable<float>(1, f), 100));
            Assert.Null(Solve<Lanes512<float>, Vector512<float>, TWidth>(Equations(f, 8, float.NaN), new AlignedTable<float>(1, f), 100));
        }
    }

    private static void Check<TLanes, TVector, TWidth>(int f, int k)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
        where TWidth : IWidth
    {
        var equations = Equations(f, k, 0.05f);
        var rows = Matrix<double>.Build.Dense(k, f, (row, factor) => equations.V[equations.Likes[0][row]][factor]);
        var excess = Vector<double>.Build.Dense(k, place => equations.ExcessOf(place));
        var diagonal = new float[f];
        equations.FillDiagonal(0, diagonal);
        var matrix = Matrix<double>.Build.DenseOfDiagonalArray([.. diagonal.Select(value => (double)value)])
            + (rows.Transpose() * Matrix<double>.Build.DenseOfDiagonalVector(excess) * rows);
        var expected = matrix.Solve(rows.Transpose() * (excess + 1));
        foreach (var guess in new[] { 0f, 0.1f, 1000f })
        {
            var z = new AlignedTable<float>(3, f);
            z.Values.Fill(float.NaN);
            z.PaddedRow(1).Clear();
            z[1].Fill(guess);

            var steps = Solve<TLanes, TVector, TWidth>(equations, z, (2 * k) + 16, 1);

            Assert.InRange(steps ?? -1, 1, (2 * k) + 16);
            for (var factor = 0; factor < z.Stride; factor++)
            {
                Assert.Equal(factor < f ? expected[factor] : 0, z.PaddedRow(1)[factor], 2e-5 * (1 + Alpha));
            }

            Assert.All(z.PaddedRow(0).ToArray().Concat(z.PaddedRow(2).ToArray()), value => Assert.True(float.IsNaN(value)));
        }
    }

    private static int? Solve<TLanes, TVector, TWidth>(RowEquations equations, AlignedTable<float> z, int mostSteps, int row = 0)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
        where TWidth : IWidth
    {
        var scratch = new RowScratch(z.ColumnCount);
        scratch.Take(0, equations);
        fixed (int* columns = equations.Likes.Columns)
        {
            if (TWidth.Vectors > 4)
            {
                var wide = scratch.Likes<Lanes512<float>, Vector512<float>>(equations, columns, TestContext.Current.CancellationToken);
                Assert.Equal(TWidth.Vectors, wide.Vectors);
                return WideRow<TWidth>.Solve(wide, scratch.System, z.Pointer(row), 1e-6f, mostSteps);
            }

            var likes = scratch.Likes<TLanes, TVector>(equations, columns, TestContext.Current.CancellationToken);
            Assert.Equal(TWidth.Vectors, likes.Vectors);
            return NarrowRow<TLanes, TVector, TWidth>.Solve(likes, scratch.System, z.Pointer(row), 1e-6f, mostSteps);
        }
    }

    /// <summary>A row of likes of different weights, with a λ of its own.</summary>
    private static RowEquations Equations(int f, int k, float scale)
    {
        var v = Padded.Random(2 * k, f, k);
        foreach (ref var value in v.Values)
        {
            value *= scale;
        }

        // The padding stays zero whatever the scale is.
        for (var row = 0; row < v.RowCount; row++)
        {
            v.PaddedRow(row)[f..].Clear();
        }

        var likes = new LikesMatrix(v.RowCount, [0, k], [.. Enumerable.Range(0, k).Select(place => 2 * place)]);
        float[] strengths = [.. Enumerable.Range(0, k).Select(place => 1f / (1 + (place % 3)))];
        double[] spectrum = [.. Enumerable.Range(0, f).Select(factor => 1.0 / (1 + factor))];
        return new RowEquations(likes, v, Alpha, strengths, spectrum, _ => 3);
    }
}
