using Explorer.Lab.Galleries;
using Explorer.Lab.Storage;
using Explorer.Lab.Tests.Refits;
using Explorer.Recommender;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Galleries;

public sealed class GalleryTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private LabHost _lab = null!;
    private Gallery _gallery = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _lab = await LabHost.StartAsync(_folder.Path);
        var refit = await RefitWorkerTests.RefitAsync(_lab);
        _gallery = await _lab.Get<GalleryCache>().OpenAsync(refit.Id, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void Neighbours_come_best_first_from_the_items_own_half_and_without_the_item()
    {
        var neighbours = _gallery.Neighbours("m6", 11, Token);

        Assert.Equal(11, neighbours.Count);
        Assert.DoesNotContain("m6", neighbours.Select(neighbour => neighbour.Item.ItemId));
        Assert.All(neighbours, neighbour => Assert.Equal(0, int.Parse(neighbour.Item.ItemId[1..], null) % 2));
        Assert.Equal(neighbours.Select(neighbour => neighbour.Similarity).OrderDescending(), neighbours.Select(neighbour => neighbour.Similarity));
        Assert.All(neighbours, neighbour => Assert.InRange(neighbour.Similarity, -1.000001, 1.000001));
    }

    [Fact]
    public void All_other_items_are_the_most_that_can_be_asked_for() =>
        Assert.Equal(23, _gallery.Neighbours("m6", 1000, Token).Count);

    [Theory]
    [InlineData("m12", "m12")]
    [InlineData("item 12", "m12")]
    [InlineData("ITEM 12", "m12")]
    public void Search_finds_by_id_or_name_whatever_the_case(string text, string itemId) =>
        Assert.Equal(itemId, _gallery.Search(text, 5)[0].ItemId);

    [Fact]
    public void An_exact_name_comes_before_names_that_begin_with_it() =>
        Assert.Equal("m1", _gallery.Search("item 1", 10)[0].ItemId);

    [Fact]
    public void Search_for_nothing_shows_the_most_liked_and_for_nonsense_none()
    {
        Assert.Equal(_gallery.MostLiked.Likes, _gallery.Search("  ", 3)[0].Likes);
        Assert.Empty(_gallery.Search("no such thing", 3));
    }

    [Fact]
    public void An_unknown_item_is_missing() =>
        Assert.Equal(Refusal.Missing, Assert.Throws<ExplorerException>(() => _gallery.Find("m99")).Refusal);

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void Take_has_bounds(int take) =>
        Assert.Throws<ExplorerException>(() => _gallery.Neighbours("m6", take, Token));

    [Fact]
    public async Task An_items_file_renames_items_of_an_open_gallery()
    {
        await _lab.Get<DatasetStore>().AddItemDetailsAsync(_gallery.Refit.DatasetId, [new("m6", "Six", "", "http://six")], Token);

        var renamed = (await _lab.Get<GalleryCache>().OpenAsync(_gallery.Refit.Id, Token)).Find("m6");

        Assert.Equal(("Six", "http://six"), (renamed.Name, renamed.PageUrl));
    }
}
