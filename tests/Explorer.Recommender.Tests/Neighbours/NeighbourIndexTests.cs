using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Neighbours;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;
using Explorer.TestKit.Naive;

namespace Explorer.Recommender.Tests.Neighbours;

public sealed class NeighbourIndexTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(33)]
    public void Similarities_are_the_cosines_best_first(int factors)
    {
        var items = Matrices.RandomFactors(90, factors, 1);
        var y = items.ToMatrix();
        var index = new NeighbourIndex(items);

        foreach (var count in new[] { 1, 2, 10, 89, 500 })
        {
            var neighbours = index.Nearest(5, count, TestContext.Current.CancellationToken);

            Assert.Equal(Math.Min(count, 89), neighbours.Count);
            Assert.Equal(neighbours.Count, neighbours.DistinctBy(neighbour => neighbour.Item).Count());
            Assert.DoesNotContain(neighbours, neighbour => neighbour.Item == 5);
            Assert.All(neighbours, neighbour => Assert.Equal(NaiveMetrics.Cosine(y, 5, neighbour.Item), neighbour.Similarity, 1e-5));
            Assert.Equal(neighbours.OrderByDescending(n => n.Similarity).ThenBy(n => n.Item), neighbours);
        }
    }

    [Fact]
    public void A_short_list_is_the_beginning_of_the_long_one()
    {
        var index = new NeighbourIndex(Matrices.RandomFactors(900, 9, 1));

        var all = index.Nearest(0, 899, TestContext.Current.CancellationToken);

        Assert.Equal(all.Take(20), index.Nearest(0, 20, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Items_without_direction_come_last_with_similarity_zero()
    {
        var items = Matrices.RandomFactors(40, 3, 1);
        items[7].Clear();
        items[20].Clear();
        var index = new NeighbourIndex(items);

        var neighbours = index.Nearest(0, 100, TestContext.Current.CancellationToken);
        var ofNothing = index.Nearest(7, 100, TestContext.Current.CancellationToken);

        Assert.Equal([new Neighbour(7, 0), new Neighbour(20, 0)], neighbours.TakeLast(2));
        Assert.Contains(neighbours, neighbour => neighbour.Similarity < 0);
        Assert.All(ofNothing, neighbour => Assert.Equal(0, neighbour.Similarity));
        Assert.Equal(20, ofNothing[^1].Item);
    }

    [Fact]
    public void Equal_items_have_similarity_one_and_the_smaller_index_first()
    {
        var items = Matrices.RandomFactors(40, 9, 1);
        items[3].CopyTo(items[30]);
        items[3].CopyTo(items[12]);

        var neighbours = new NeighbourIndex(items).Nearest(3, 2, TestContext.Current.CancellationToken);

        Assert.Equal([12, 30], neighbours.Select(neighbour => neighbour.Item));
        Assert.All(neighbours, neighbour => Assert.Equal(1, neighbour.Similarity, 1e-6));
    }

    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e30f)]
    public void The_length_of_the_factors_does_not_matter(float length)
    {
        var items = Matrices.RandomFactors(10, 9, 1);
        var expected = new NeighbourIndex(items).Nearest(0, 9, TestContext.Current.CancellationToken).Select(n => n.Item);
        for (var item = 0; item < 10; item++)
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply(items[item], length, items[item]);
        }

        Assert.Equal(expected, new NeighbourIndex(items).Nearest(0, 9, TestContext.Current.CancellationToken).Select(n => n.Item));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(47)]
    [InlineData(49)]
    [InlineData(200)]
    public void All_items_at_once_equal_the_naive_order_with_all_its_ties(int itemCount)
    {
        var items = WithExactCosines(itemCount);
        var y = items.ToMatrix();
        var index = new NeighbourIndex(items);

        foreach (var (count, threads) in new[] { (0, 1), (1, 1), (10, 3), (33, 2), (500, 1) })
        {
            var nearest = index.NearestOfAll(count, threads, TestContext.Current.CancellationToken);

            Assert.Equal(itemCount, nearest.Count);
            for (var item = 0; item < itemCount; item++)
            {
                var truth = NaiveMetrics.Neighbours(y, item).Take(count).ToList();
                Assert.Equal(truth, nearest.Items(item).ToArray());
                Assert.Equal(truth.Select(other => (float)NaiveMetrics.Cosine(y, item, other)), nearest.Scores(item).ToArray());
                Assert.Equal(truth, index.Nearest(item, count, TestContext.Current.CancellationToken).Select(neighbour => neighbour.Item));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(33)]
    public void All_items_at_once_give_to_the_bit_what_each_gives_alone(int factors)
    {
        var items = Matrices.RandomFactors(301, factors, 2);
        items[3].CopyTo(items[250]);
        items[7].Clear();
        var y = items.ToMatrix();
        var index = new NeighbourIndex(items);

        var nearest = index.NearestOfAll(12, 2, TestContext.Current.CancellationToken);

        for (var item = 0; item < 301; item++)
        {
            var alone = index.Nearest(item, 12, TestContext.Current.CancellationToken);
            Assert.Equal(alone.Select(neighbour => neighbour.Item), nearest.Items(item).ToArray());
            Assert.Equal(alone.Select(neighbour => neighbour.Similarity), nearest.Scores(item).ToArray());
            Assert.All(
                NaiveMetrics.Neighbours(y, item).Zip(alone),
                pair => Assert.Equal(NaiveMetrics.Cosine(y, item, pair.First), pair.Second.Similarity, 1e-5));
        }
    }

    [Fact]
    public void Some_items_come_in_the_order_asked_for()
    {
        var index = new NeighbourIndex(Matrices.RandomFactors(60, 9, 1));

        var nearest = index.NearestOf([59, 4, 4], 3, 1, TestContext.Current.CancellationToken);

        Assert.Equal(3, nearest.Count);
        foreach (var (row, item) in new[] { (0, 59), (1, 4), (2, 4) })
        {
            Assert.Equal(
                index.Nearest(item, 3, TestContext.Current.CancellationToken).Select(neighbour => neighbour.Item), nearest.Items(row).ToArray());
        }
    }

    [Fact]
    public void An_item_that_is_not_there_is_a_mistake_of_the_caller()
    {
        var index = new NeighbourIndex(Matrices.RandomFactors(6, 9, 1));

        Assert.Throws<ArgumentOutOfRangeException>(() => index.NearestOf([0, 6], 3, 1, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Nearest(-1, 3, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void On_a_checkerboard_the_neighbours_of_an_item_have_its_colour()
    {
        var curve = new LearningCurve(Checkerboard.WithoutDiagonal(20), new Hyperparameters(2, 0.1, 49), 1, new TrainingOptions(1));
        curve.AdvanceTo(10, TestContext.Current.CancellationToken);

        var neighbours = new NeighbourIndex(curve.Factorization.Items).Nearest(4, 9, TestContext.Current.CancellationToken);

        Assert.All(neighbours, neighbour => Assert.Equal(0, neighbour.Item % 2));
    }

    [Fact]
    public void One_item_alone_has_no_neighbours() =>
        Assert.Empty(new NeighbourIndex(Matrices.RandomFactors(1, 3, 1)).Nearest(0, 5, TestContext.Current.CancellationToken));

    [Fact]
    public void Cancelled_it_stops() => Assert.Throws<OperationCanceledException>(() =>
        new NeighbourIndex(Matrices.RandomFactors(10, 3, 1)).Nearest(0, 5, new CancellationToken(canceled: true)));

    [Fact]
    public void Cancelled_all_items_at_once_stop_too() => Assert.Throws<OperationCanceledException>(() =>
        new NeighbourIndex(Matrices.RandomFactors(100, 3, 1)).NearestOfAll(5, 2, new CancellationToken(canceled: true)));

    /// <summary>Four factors whose lengths are 0, 1 or 2 times a power of two, so that every cosine is a multiple of a half, without rounding.</summary>
    private static Factors WithExactCosines(int rows)
    {
        var random = new Random(5);
        var factors = new Factors(rows, 4);
        for (var row = 0; row < rows; row++)
        {
            var scale = MathF.Pow(2, random.Next(-3, 4));
            for (var factor = 0; factor < 4; factor++)
            {
                factors[row][factor] = row % 3 == 0 ? scale * random.Next(2) - (scale / 2) : 0;
            }

            if (row % 3 == 1)
            {
                factors[row][random.Next(4)] = scale;
            }
        }

        return factors;
    }
}
