using Explorer.Recommender.Diagnostics;
using Explorer.Recommender.Maps;
using Explorer.Recommender.Neighbours;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;

namespace Explorer.Recommender.Tests.Maps;

public sealed class MapTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_first_axis_is_the_one_along_which_directions_differ_most()
    {
        var items = new Factors(4, 3);
        (items[0][0], items[1][0], items[2][0], items[2][1], items[3][0], items[3][1]) = (5, -1, 1, 0.1f, -1, -0.1f);

        var map = PrincipalComponents.Of(items);

        Assert.All(new[] { 0, 2 }, item => Assert.True(map[item].X > 0.9));
        Assert.All(new[] { 1, 3 }, item => Assert.True(map[item].X < -0.9));
        Assert.True(map[2].Y > 0.04 && map[3].Y < -0.04);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void Squared_distances_on_the_axes_are_the_two_largest_variances(int factors)
    {
        var items = Matrices.RandomFactors(50, factors, 2);
        var directions = items.ToMatrix().NormalizeRows(2);
        var centred = directions - (MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(50, 50, 0.02) * directions);
        var values = centred.Svd().S;

        var map = PrincipalComponents.Of(items);

        Assert.Equal(values[0] * values[0], map.Sum(point => (double)point.X * point.X), 1e-4);
        Assert.Equal(factors > 1 ? values[1] * values[1] : 0, map.Sum(point => (double)point.Y * point.Y), 1e-4);
    }

    [Fact]
    public void A_layout_keeps_groups_together_and_apart_and_repeats_with_its_seed()
    {
        var items = ThreeGroups();
        var graph = NeighbourGraph.Of(new NeighbourIndex(items), 8, 1, progress: null, Token);
        var start = PrincipalComponents.Of(items);

        var map = NeighbourLayout.Of(graph, start, 100, 1, progress: null, Token);

        Assert.Equal(map, NeighbourLayout.Of(graph, start, 100, 1, progress: null, Token));
        Assert.NotEqual(map, NeighbourLayout.Of(graph, start, 100, 2, progress: null, Token));
        for (var item = 0; item < 60; item++)
        {
            var nearest = Enumerable.Range(0, 60).Where(other => other != item).MinBy(other => Square(map[item], map[other]));
            Assert.Equal(item % 3, nearest % 3);
        }
    }

    [Fact]
    public void A_layout_of_one_item_or_none_is_no_trouble()
    {
        Assert.Empty(NeighbourLayout.Of(new NeighbourGraph(0, 0, [], []), [], 3, 1, progress: null, Token));
        Assert.Single(NeighbourLayout.Of(new NeighbourGraph(1, 0, [], []), [new MapPoint(0, 0)], 3, 1, progress: null, Token));
    }

    [Fact]
    public void Clusters_find_the_groups_and_number_them_by_size()
    {
        var groups = Clusters.Of(ThreeGroups(), 3, 1, Token);

        Assert.Equal(3, groups.Distinct().Count());
        Assert.All(Enumerable.Range(0, 60), item => Assert.Equal(groups[item % 3], groups[item]));
        Assert.Equal(groups, Clusters.Of(ThreeGroups(), 3, 1, Token));
        Assert.Equal(0, groups[0]);
    }

    [Fact]
    public void More_clusters_than_items_leave_some_empty()
    {
        Assert.All(Clusters.Of(Matrices.RandomFactors(2, 3, 1), 5, 1, Token), group => Assert.InRange(group, 0, 4));
        Assert.Empty(Clusters.Of(new Factors(0, 3), 5, 1, Token));
        Assert.Equal([0, 0], Clusters.Of(new Factors(2, 3), 2, 1, Token));
    }

    private static double Square(MapPoint a, MapPoint b) => ((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y));

    /// <summary>Sixty items, the group of each being its index modulo three.</summary>
    private static Factors ThreeGroups()
    {
        var items = Matrices.RandomFactors(60, 3, 5);
        for (var item = 0; item < 60; item++)
        {
            for (var factor = 0; factor < 3; factor++)
            {
                items[item][factor] = (items[item][factor] * 0.1f) + (factor == item % 3 ? 1 : 0);
            }
        }

        return items;
    }
}
