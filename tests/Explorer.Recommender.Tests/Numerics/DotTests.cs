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
}
