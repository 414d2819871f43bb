using Explorer.Recommender.Diagnostics;
using Explorer.Recommender.Neighbours;
using Explorer.TestKit;

namespace Explorer.Recommender.Tests.Diagnostics;

public sealed class NeighbourGraphTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(200, 2)]
    public void The_graph_is_every_items_own_list_for_any_number_of_threads(int items, int threads)
    {
        var index = new NeighbourIndex(Matrices.RandomFactors(items, 5, 1));

        var graph = NeighbourGraph.Of(index, 10, threads, progress: null, Token);

        Assert.Equal(Math.Min(10, items - 1), graph.NeighbourCount);
        for (var item = 0; item < items; item++)
        {
            var nearest = index.Nearest(item, 10, Token);
            Assert.Equal(nearest.Select(neighbour => neighbour.Item), graph.Items(item).ToArray());
            Assert.Equal(nearest.Select(neighbour => neighbour.Similarity), graph.Similarities(item).ToArray());
        }
    }

    [Fact]
    public void A_hub_is_the_item_in_most_lists()
    {
        // Item 0 is in the list of each other one; nobody lists 3.
        var graph = new NeighbourGraph(4, 1, [1, 0, 0, 0], [0.9f, 0.8f, 0.8f, 0.1f]);

        var hubs = Hubs.Of(graph, 2);

        Assert.Equal([3, 1, 0, 0], hubs.Appearances);
        Assert.Equal([(0, 3), (1, 1)], hubs.Largest);
        Assert.Equal(2, hubs.Orphans);
        Assert.True(hubs.Skewness > 0.5);
    }

    [Fact]
    public void Lists_that_share_evenly_have_no_skewness() =>
        Assert.Equal(0, Hubs.Of(new NeighbourGraph(3, 1, [1, 2, 0], [1, 1, 1]), 1).Skewness);

    [Fact]
    public void Similarities_are_counted_in_their_bins()
    {
        var distribution = SimilarityDistribution.Of(new NeighbourGraph(3, 2, [1, 2, 0, 2, 0, 1], [1, 0, 0.5f, -1, 0.26f, -1]));

        Assert.Equal(3, distribution.First.Sum());
        Assert.Equal((1, 1, 1), (distribution.First[39], distribution.First[30], distribution.First[25]));
        Assert.Equal((2, 1), (distribution.Last[0], distribution.Last[20]));
        Assert.Equal(0.5, distribution.MedianFirst, 1e-6);
    }
}
