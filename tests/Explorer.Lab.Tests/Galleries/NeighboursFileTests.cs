using System.Globalization;
using System.Text;
using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Galleries;

public sealed class NeighboursFileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_item_has_its_neighbours_in_order_also_beyond_the_first_portion()
    {
        var gallery = GalleryOf([.. Enumerable.Range(0, 1500).Select(item => $"m{item}")]);

        var lines = (await WriteAsync(gallery, 2)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(1 + (1500 * 2), lines.Length);
        foreach (var item in new[] { 0, 1023, 1024, 1499 })
        {
            var neighbours = gallery.Neighbours($"m{item}", 2, Token);
            Assert.Equal(
                neighbours.Select((neighbour, place) => string.Create(
                    CultureInfo.InvariantCulture, $"m{item},{neighbour.Item.ItemId},{place + 1},{(float)neighbour.Similarity}")),
                lines.Skip(1 + (2 * item)).Take(2));
        }
    }

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    [InlineData("=1+1", "=1+1")]
    [InlineData(" a ", " a ")]
    public async Task Ids_are_quoted_where_they_need_it_and_never_changed(string itemId, string written) =>
        Assert.Contains($"\r\n{written},other,1,", await WriteAsync(GalleryOf([itemId, "other"]), 1), StringComparison.Ordinal);

    [Fact]
    public async Task One_item_alone_gives_the_header() =>
        Assert.Equal("item,neighbour,rank,similarity\r\n", await WriteAsync(GalleryOf(["m"]), 5));

    [Fact]
    public async Task The_numbers_do_not_follow_the_language_of_the_machine()
    {
        var (gallery, before) = (GalleryOf(["a", "b"]), CultureInfo.CurrentCulture);
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = commas;
            var fields = (await WriteAsync(gallery, 1)).Split("\r\n")[1].Split(',');
            Assert.Equal(4, fields.Length);
            Assert.Equal((float)gallery.Neighbours("a", 1, Token)[0].Similarity, float.Parse(fields[3], CultureInfo.InvariantCulture));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Cancelled_it_stops() => await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
        new NeighboursFile(GalleryOf(["a", "b"]), 1, 1).WriteAsync(Stream.Null, new CancellationToken(canceled: true)));

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void Take_has_bounds(int take) => Assert.Throws<ExplorerException>(() => new NeighboursFile(GalleryOf(["a"]), take, 1));

    private static async Task<string> WriteAsync(Gallery gallery, int take)
    {
        using var target = new MemoryStream();
        await new NeighboursFile(gallery, take, 2).WriteAsync(target, Token);
        return Encoding.UTF8.GetString(target.ToArray());
    }

    private static Gallery GalleryOf(string[] ids)
    {
        var factorization = new Factorization(new Factors(0, 5), Matrices.RandomFactors(ids.Length, 5, 1));
        var refit = new Refit(
            new(1), new(1), "Test", "item", new(1), new(1), 1, 0, 0, new Hyperparameters(5, 0.1, 9), TrainingSettings.Default, 1, 1, 0,
            WorkState.Completed, "", DateTimeOffset.UnixEpoch, null, 0, ids.Length, 0);
        return new Gallery(
            refit, new TrainedFactors([], ids, [.. ids.Select(_ => "")], new int[ids.Length], factorization), new Dictionary<string, Explorer.Recommender.Likes.ItemDetail>());
    }
}
