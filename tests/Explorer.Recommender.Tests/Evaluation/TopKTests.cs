using CsCheck;
using Explorer.Recommender.Evaluation;

namespace Explorer.Recommender.Tests.Evaluation;

public sealed class TopKTests
{
    [Fact]
    public void Offered_in_any_order_it_holds_the_best_and_the_smaller_index_among_equals() =>
        Gen.Select(Gen.Int[0, 5].Array[0, 40], Gen.Int[1, 12], Gen.Int[0, 1000]).Sample((scores, k, seed) =>
        {
            var best = new TopK(k);
            int[] order = [.. Enumerable.Range(0, scores.Length)];
            new Random(seed).Shuffle(order);

            foreach (var item in order)
            {
                best.Offer(scores[item], item);
            }

            var expected = Enumerable.Range(0, scores.Length).OrderByDescending(item => scores[item]).ThenBy(item => item).Take(k);
            return best.Items.ToArray().SequenceEqual(expected);
        });

    [Fact]
    public void The_threshold_is_open_until_the_list_is_full()
    {
        var best = new TopK(2);

        best.Offer(3, 1);
        Assert.Equal(float.NegativeInfinity, best.Threshold);

        best.Offer(2, 0);
        Assert.Equal(2, best.Threshold);

        best.Clear();
        Assert.Equal(float.NegativeInfinity, best.Threshold);
        Assert.Equal(0, best.Items.Length);
    }
}
