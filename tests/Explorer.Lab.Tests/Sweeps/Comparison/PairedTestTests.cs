using Explorer.Lab.Sweeps.Comparison;

namespace Explorer.Lab.Tests.Sweeps.Comparison;

public sealed class PairedTestTests
{
    /// <summary>Student's sleep data (1908), as in R's t.test(paired = TRUE): t = −4.0621, df = 9, p = 0.002833, interval −2.4598858 … −0.7001142.</summary>
    [Fact]
    public void Students_own_example_has_the_published_answer()
    {
        double[] first = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        double[] other = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];

        var test = PairedTest.Of(first, other);

        Assert.Equal((10, true), (test.Pairs, test.IsDifferent));
        Assert.Equal(-1.58, test.MeanDifference, 12);
        Assert.Equal(0.00283289, test.StudentP!.Value, 7);
        Assert.Equal(-2.4598858, test.Low!.Value, 6);
        Assert.Equal(-0.7001142, test.High!.Value, 6);
    }

    [Fact]
    public void Signed_ranks_agree_with_counting_every_choice_of_signs()
    {
        var random = new Random(4);
        for (var count = 1; count <= 10; count++)
        {
            // Halves, so that some are equal and some are 0.
            var differences = Enumerable.Range(0, count).Select(_ => random.Next(-4, 5) / 2.0).ToArray();

            var p = SignedRanks.P(differences);

            Assert.Equal(NaiveP(differences), p);
        }
    }

    [Theory]
    [InlineData(5, 0.0625)]
    [InlineData(6, 0.03125)]
    public void The_least_p_that_signed_ranks_reach_is_two_of_all_choices(int pairs, double least)
    {
        Assert.Equal(least, SignedRanks.P([.. Enumerable.Range(1, pairs).Select(value => (double)value)]));
    }

    [Fact]
    public void The_normal_distribution_takes_over_smoothly()
    {
        var random = new Random(1);
        var exact = Enumerable.Range(0, 100).Select(_ => random.NextDouble() - 0.4).ToArray();
        double[] approximate = [.. exact, 0.0001];

        Assert.Equal(SignedRanks.P(exact)!.Value, SignedRanks.P(approximate)!.Value, 0.003);
    }

    [Fact]
    public void One_pair_equal_values_and_a_constant_difference_have_their_own_answers()
    {
        var one = PairedTest.Of([0.1], [0.2]);
        var equal = PairedTest.Of([0.1, 0.2], [0.1, 0.2]);
        var constant = PairedTest.Of([1, 2], [2, 3]);

        Assert.Equal((1, null, null), (one.Pairs, one.StudentP, one.Low));
        Assert.Equal((1.0, null, false), (equal.StudentP, equal.WilcoxonP, equal.IsDifferent));
        Assert.Equal((null, null, 1.0), (constant.StudentP, constant.IsDifferent, constant.MeanDifference));
    }

    private static double? NaiveP(double[] differences)
    {
        var kept = differences.Where(difference => difference != 0).ToArray();
        if (kept.Length == 0)
        {
            return null;
        }

        var ranks = kept.Select(one => kept.Count(other => Math.Abs(other) < Math.Abs(one)) + ((kept.Count(other => Math.Abs(other) == Math.Abs(one)) + 1) / 2.0)).ToArray();
        var positive = ranks.Where((_, place) => kept[place] > 0).Sum();
        var extreme = Math.Min(positive, ranks.Sum() - positive);
        var choices = 1 << kept.Length;
        var asExtreme = Enumerable.Range(0, choices).Count(signs => ranks.Where((_, place) => (signs >> place & 1) == 1).Sum() <= extreme);
        return Math.Min(1, 2.0 * asExtreme / choices);
    }
}
