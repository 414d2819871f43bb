using System.Runtime.Intrinsics;
using Explorer.Recommender.Numerics;

namespace Explorer.Recommender.Tests.Numerics;

public sealed class GramTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(80)]
    public void Equals_the_naive_product_in_double(int f)
    {
        foreach (var rows in Padded.AwkwardLengths.Append(65))
        {
            var table = Padded.Random(rows, f, rows);

            var gram = Gram.Of(table, 2, TestContext.Current.CancellationToken);

            var expected = table.ToMatrix().Transpose() * table.ToMatrix();
            for (var row = 0; row < f; row++)
            {
                for (var column = 0; column < f; column++)
                {
                    Assert.Equal(rows == 0 ? 0 : expected[row, column], gram[row][column], 1e-11);
                }
            }
        }
    }

    [Fact]
    public void Every_width_gives_the_same_upper_triangle()
    {
        foreach (var f in Padded.AwkwardLengths.Where(length => length > 0).Append(80))
        {
            var wide = Upper<Lanes512<double>, Vector512<double>>(f);
            Assert.Equal(Upper<LanesScalar<double>, double>(f), wide);
            Assert.Equal(Upper<Lanes256<double>, Vector256<double>>(f), wide);
        }
    }

    [Fact]
    public void Is_the_same_to_the_last_bit_for_any_number_of_workers()
    {
        var table = Padded.Random(5000, 9, 1);

        var one = Gram.Of(table, 1, TestContext.Current.CancellationToken);
        var three = Gram.Of(table, 3, TestContext.Current.CancellationToken);

        Assert.Equal(one.Values.ToArray(), three.Values.ToArray());
    }

    private static double[] Upper<TLanes, TVector>(int f)
        where TVector : struct
        where TLanes : ILanes<double, TVector>
    {
        const int Rows = 5;
        var table = Padded.Random(Rows + 1, f, 3);
        var block = Array.ConvertAll(table.Values.ToArray(), value => (double)value);
        var sum = new double[Simd.RoundUp(f, Tile.Rows) * table.Stride];
        Gram.AddUpper<TLanes, TVector>(block, Rows, sum, f, table.Stride);
        // Whole numbers of 1e-9, since only some widths fuse multiplication and addition.
        return [.. from row in Enumerable.Range(0, f) from column in Enumerable.Range(row, f - row) select Math.Round(sum[(row * table.Stride) + column], 9)];
    }
}
