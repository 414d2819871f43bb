using Explorer.Recommender.Comparison;

namespace Explorer.Recommender.Tests.Comparison;

public sealed class RankBiasedOverlapTests
{
    [Fact]
    public void Equal_lists_overlap_fully_and_disjoint_ones_not_at_all()
    {
        Assert.Equal(1, RankBiasedOverlap.Of<int>([1, 2, 3], [1, 2, 3]), 1e-12);
        Assert.Equal(0, RankBiasedOverlap.Of<int>([1, 2, 3], [4, 5, 6]), 1e-12);
        Assert.Equal(1, RankBiasedOverlap.Of<int>([], []));
        Assert.Equal(0, RankBiasedOverlap.Of<int>([1], []));
    }

    [Fact]
    public void A_known_answer_by_hand()
    {
        // Agreements 0, 1, 2/3 at p = 0.5: (1 − p)/p · (0·½ + 1·¼ + ⅔·⅛) + ⅔·⅛.
        var expected = (1 * ((0 * 0.5) + (1 * 0.25) + (2 / 3.0 * 0.125))) + (2 / 3.0 * 0.125);

        Assert.Equal(expected, RankBiasedOverlap.Of<string>(["a", "b", "c"], ["b", "a", "d"], 0.5), 1e-12);
    }

    [Fact]
    public void The_extrapolated_overlap_of_uneven_lists_follows_equation_32()
    {
        string[] s = ["a", "b"], l = ["a", "c", "b", "d", "e"];
        var p = 0.9;
        int[] x = [0, 1, 1, 2, 2, 2];
        var sum = 0.0;
        for (var d = 1; d <= 5; d++)
        {
            sum += x[d] / (double)d * Math.Pow(p, d);
        }

        for (var d = 3; d <= 5; d++)
        {
            sum += x[2] * (d - 2) / (2.0 * d) * Math.Pow(p, d);
        }

        var expected = ((1 - p) / p * sum) + ((((x[5] - x[2]) / 5.0) + (x[2] / 2.0)) * Math.Pow(p, 5));

        Assert.Equal(expected, RankBiasedOverlap.Of(s, l, p), 1e-12);
        Assert.Equal(expected, RankBiasedOverlap.Of(l, s, p), 1e-12);
    }

    [Fact]
    public void A_change_at_the_head_weighs_more_than_one_at_the_tail()
    {
        int[] list = [1, 2, 3, 4, 5, 6, 7, 8];

        Assert.True(RankBiasedOverlap.Of<int>(list, [9, 2, 3, 4, 5, 6, 7, 8]) < RankBiasedOverlap.Of<int>(list, [1, 2, 3, 4, 5, 6, 7, 9]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void The_persistence_has_bounds(double persistence) =>
        Assert.ThrowsAny<ArgumentException>(() => RankBiasedOverlap.Of<int>([1], [1], persistence));
}
