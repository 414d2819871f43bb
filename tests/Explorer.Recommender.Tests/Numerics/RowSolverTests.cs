using System.Runtime.Intrinsics;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Recommender.Tests.Numerics;

public sealed class RowSolverTests
{
    public static TheoryData<int, int, float> Cases()
    {
        var cases = new TheoryData<int, int, float>();
        foreach (var f in Padded.AwkwardLengths.Where(length => length > 0).Append(61).Append(64).Append(67))
        {
            foreach (var k in Padded.AwkwardLengths.Append(150))
            {
                cases.Add(f, k, 49);
            }

            cases.Add(f, 9, 0);
            cases.Add(f, 9, 1000);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_form_and_width_solves_the_dense_system(int f, int k, float alpha)
    {
        Check<Lanes512<float>, Vector512<float>>(f, k, alpha);
        Check<Lanes256<float>, Vector256<float>>(f, k, alpha);
        Check<LanesScalar<float>, float>(f, k, alpha);
    }

    [Fact]
    public void A_right_side_too_small_to_be_squared_is_solved_all_the_same()
    {
        var v = Padded.Random(3, 5, 1);
        System.Numerics.Tensors.TensorPrimitives.Multiply(v.Values, 1e-30f, v.Values);
        var z = new AlignedTable<float>(1, 5);

        new RowSolver(5, 1e-4).Solve(Equations(v, [0, 2], 49), (0, 1), z, Refuse, TestContext.Current.CancellationToken);

        for (var factor = 0; factor < 5; factor++)
        {
            Assert.Equal(50, z[0][factor] / (v[0][factor] + v[2][factor]), 5e-3f);
        }
    }

    [Fact]
    public void A_row_that_cannot_be_solved_is_reported()
    {
        var v = Padded.Random(2, 5, 1);
        v[1][0] = float.PositiveInfinity;
        var unsolved = new List<int>();

        new RowSolver(5, 1e-4).Solve(
            Equations(v, [0, 1], 49), (0, 1), new AlignedTable<float>(1, 5), unsolved.Add, TestContext.Current.CancellationToken);

        Assert.Equal([0], unsolved);
    }

    private static void Check<TLanes, TVector>(int f, int k, float alpha)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        // Rows of a whitened table are short: their squares add up to at most one in any direction.
        var v = Padded.Random(200, f, 1);
        System.Numerics.Tensors.TensorPrimitives.Multiply(v.Values, 0.05f, v.Values);
        int[] liked = [.. Enumerable.Range(0, k).Select(place => (place * 4 / 3) % 200).Distinct()];
        var rows = Matrix<double>.Build.Dense(liked.Length + 1, f, (row, factor) => row < liked.Length ? v[liked[row]][factor] : 0);
        var expected = (Matrix<double>.Build.DenseIdentity(f) + (alpha * rows.Transpose() * rows)).Solve((1 + alpha) * rows.ColumnSums());
        var solver = new RowSolver(f, 1e-6);

        foreach (var (form, guess) in Enum.GetValues<RowForm>().SelectMany(form => new[] { (form, 0f), (form, 0.1f), (form, 100f) }))
        {
            // The rows before and after hold NaN: they belong to other workers.
            var z = new AlignedTable<float>(3, f);
            z.Values.Fill(float.NaN);
            z.PaddedRow(1).Clear();
            z[1].Fill(guess);

            solver.Solve<TLanes, TVector>(Equations(v, [.. liked], alpha, 1), (1, 2), z, form, Refuse, TestContext.Current.CancellationToken);

            for (var factor = 0; factor < v.Stride; factor++)
            {
                Assert.Equal(factor < f ? expected[factor] : 0, z.PaddedRow(1)[factor], 2e-5 * (1 + alpha));
            }

            Assert.All(z.PaddedRow(0).ToArray().Concat(z.PaddedRow(2).ToArray()), value => Assert.True(float.IsNaN(value)));
        }
    }

    /// <summary>One row with likes, after some without.</summary>
    private static RowEquations Equations(AlignedTable<float> v, int[] liked, double alpha, int emptyRows = 0) =>
        new(new LikesMatrix(v.RowCount, [.. new int[emptyRows + 1], liked.Length], liked), v, alpha, []);

    private static void Refuse(int row) => Assert.Fail($"Row {row} was not solved.");
}
