using System.Runtime.Intrinsics;
using Explorer.Recommender.Numerics;

namespace Explorer.Recommender.Tests.Numerics;

public sealed class DotTests
{
    [Fact]
    public void In_double_every_length_equals_the_naive_sum()
    {
        foreach (var length in Padded.AwkwardLengths)
        {
            var table = Padded.Random(2, Math.Max(1, length), length);
            var (x, y) = (table[0][..length].ToArray(), table[1][..length].ToArray());

            var product = Dot.InDouble(x, y);

            Assert.Equal(x.Zip(y, (a, b) => (double)a * b).Sum(), product, 1e-12);
            Assert.Equal(Dot.InDoubleScalar(x, y), product, 1e-12);
        }
    }

    [Fact]
    public void With_rows_every_width_equals_the_naive_products()
    {
        foreach (var f in Padded.AwkwardLengths.Where(length => length > 0))
        {
            foreach (var rows in Padded.AwkwardLengths)
            {
                Check<Lanes512<float>, Vector512<float>>(rows, f);
                Check<Lanes256<float>, Vector256<float>>(rows, f);
                Check<LanesScalar<float>, float>(rows, f);
            }
        }
    }

    private static void Check<TLanes, TVector>(int rows, int f)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var table = Padded.Random(rows + 1, f, 1);
        var products = Padded.WithinNaN(rows, out var whole);

        Dot.WithRows<TLanes, TVector>(table.Rows(0, rows), table.PaddedRow(rows), products);

        for (var row = 0; row < rows; row++)
        {
            Assert.Equal(Dot.InDoubleScalar(table[row], table[rows]), products[row], 1e-4);
        }

        Padded.AssertUntouchedAround(whole, rows);
    }
}
