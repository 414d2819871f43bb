using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Tests.Refits;
using Explorer.Recommender;
using Explorer.Recommender.Comparison;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Galleries;

public sealed class GalleryUsersTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private LabHost _lab = null!;
    private GalleryUsers _users = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Gallery Gallery => _users.Gallery;

    private FactorizationId Id => Gallery.Refit.Id;

    public async ValueTask InitializeAsync()
    {
        _lab = await LabHost.StartAsync(_folder.Path);
        var refit = await RefitWorkerTests.RefitAsync(_lab);
        _users = await _lab.Get<GalleryCache>().OpenUsersAsync(refit.Id, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void A_user_is_recommended_what_is_left_of_their_half()
    {
        var picture = _users.Picture("u3", 5, Token);

        Assert.All(picture.Likes, like => Assert.Equal(1, Number(like.Item) % 2));
        Assert.DoesNotContain(picture.Recommendations, score => picture.Likes.Any(like => like.Item == score.Item));
        Assert.Equal(1, Number(picture.Recommendations[0].Item) % 2);
        Assert.Equal(picture.Recommendations.OrderByDescending(score => score.Score), picture.Recommendations);
        Assert.All(picture.Neighbours, near => Assert.Equal(1, int.Parse(near.User.UserId[1..], null) % 2));
        Assert.All(picture.Neighbours, near => Assert.InRange(near.SharedLikes, 1, picture.User.Likes));
    }

    [Fact]
    public void The_likes_of_a_user_as_a_basket_give_the_same_recommendations()
    {
        var picture = _users.Picture("u8", 10, Token);

        var basket = _users.Basket(picture.Likes.Select(like => like.Item.ItemId).Reverse(), 10);

        Assert.Equal(picture.Recommendations.Select(score => score.Item), basket.Recommendations.Select(score => score.Item));
        Assert.All(picture.Recommendations.Zip(basket.Recommendations), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-6));
    }

    [Fact]
    public void Parts_sum_to_what_is_shown()
    {
        var picture = _users.Picture("u8", 3, Token);
        var recommended = picture.Recommendations[0];

        var why = _users.WhyRecommended("u8", recommended.Item.ItemId);
        var similar = _users.WhySimilar("m4", "m6", 1000);

        Assert.Equal(recommended.Score, why.Score, 1e-4);
        Assert.Equal(why.Score, why.Parts.Sum(part => part.Score), 1e-4);
        Assert.Equal(picture.User.Likes, why.Parts.Count);
        Assert.Equal(Gallery.Similarity("m4", "m6"), similar.Similarity, 1e-5);
        Assert.Equal(similar.Similarity, similar.Parts.Sum(part => part.Part), 1e-4);
        Assert.Equal(similar.Similarity, similar.FromBoth + similar.FromFirst + similar.Remainder, 1e-9);
        Assert.Equal(similar.LikersOfBoth, similar.Parts.Count(part => part.LikesBoth));
    }

    [Fact]
    public void A_basket_says_what_it_does_not_know_and_counts_an_item_once()
    {
        var basket = _users.Basket(["m2", "nothing", "m2"], 4);

        Assert.Equal(["m2"], basket.Items.Select(item => item.ItemId));
        Assert.Equal(["nothing"], basket.Unknown);
        Assert.All(
            Gallery.Neighbours("m2", 4, Token).Zip(basket.Similar),
            pair => Assert.Equal(pair.First.Similarity, pair.Second.Score, 1e-5));
        Assert.Empty(_users.Basket([], 4).Recommendations);
    }

    [Fact]
    public void Users_are_found_by_id_and_unknown_ones_are_missing()
    {
        Assert.Equal("u1", _users.Search("U1", 20)[0].UserId);
        Assert.Equal(Refusal.Missing, Assert.Throws<ExplorerException>(() => _users.Picture("nobody", 3, Token)).Refusal);
        Assert.Equal(Refusal.Missing, Assert.Throws<ExplorerException>(() => _users.WhySimilar("m1", "nothing", 3)).Refusal);
    }

    [Fact]
    public void A_view_leaves_out_rarely_liked_items_and_leans_to_what_is_popular()
    {
        var all = Gallery.Neighbours("m6", 1000, Token);
        var limit = all.Max(neighbour => neighbour.Item.Likes);

        var liked = Gallery.Neighbours("m6", new NeighbourView(1000, limit), Token);
        var popular = Gallery.Neighbours("m6", new NeighbourView(1000, 0, 1), Token);
        var rare = Gallery.Neighbours("m6", new NeighbourView(1000, 0, -1), Token);

        Assert.Equal(all.Where(neighbour => neighbour.Item.Likes >= limit), liked);
        var most = Math.Log(1 + Gallery.MostLiked.Likes);
        Assert.Equal(all.OrderByDescending(one => one.Similarity + (Math.Log(1 + one.Item.Likes) / most)), popular);
        Assert.Equal(all.OrderByDescending(one => one.Similarity - (Math.Log(1 + one.Item.Likes) / most)), rare);
        Assert.NotEqual(popular, rare);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(5, -1, 0)]
    [InlineData(5, 0, 1.5)]
    [InlineData(5, 0, double.NaN)]
    public void A_view_has_bounds(int take, int minLikes, double popularity) =>
        Assert.Throws<ExplorerException>(() => Gallery.Neighbours("m6", new NeighbourView(take, minLikes, popularity), Token));

    [Fact]
    public void Side_by_side_with_itself_nothing_has_changed()
    {
        var compared = GalleryComparison.Of([Gallery, Gallery], "m6", 5, Token);

        Assert.All(compared[1].Changes, change => Assert.Equal(ListMark.Same, change.Mark));
        Assert.Equal(1, compared[1].Overlap, 1e-9);
        Assert.All(GalleryComparison.Of([Gallery], "nothing", 5, Token), one => Assert.NotNull(one.Problem));
        Assert.Throws<ExplorerException>(() => GalleryComparison.Of([Gallery, Gallery, Gallery, Gallery, Gallery], "m6", 5, Token));
    }

    [Fact]
    public async Task A_rating_is_kept_changed_counted_and_taken_back()
    {
        var ratings = _lab.Get<RatingStore>();

        await ratings.SetAsync(Id, "m6", "m8", true, 0.9, Token);
        await ratings.SetAsync(Id, "m6", "m10", true, 0.8, Token);
        await ratings.SetAsync(Id, "m6", "m10", false, 0.8, Token);

        Assert.Equal(new RatingSummary(1, 1), await ratings.SummaryAsync(Id, Token));
        Assert.Equal(0.5, (await ratings.SummaryAsync(Id, Token)).GoodShare);
        Assert.Equal(new Dictionary<string, bool> { ["m8"] = true, ["m10"] = false }, await ratings.OfItemAsync(Id, "m6", Token));
        await ratings.RemoveAsync(Id, "m6", "m8", Token);
        Assert.Equal("m10", Assert.Single(await ratings.ListAsync(Id, Token)).NeighbourId);
    }

    [Fact]
    public async Task Ratings_go_with_their_factorization_and_a_late_one_is_refused()
    {
        await _lab.Get<RatingStore>().SetAsync(Id, "m6", "m8", true, 0.9, Token);

        await _lab.Get<RefitControl>().DeleteAsync(Id, Token);

        Assert.Null((await _lab.Get<RatingStore>().SummaryAsync(Id, Token)).GoodShare);
        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => _lab.Get<RatingStore>().SetAsync(Id, "m6", "m8", true, 0.9, Token));
        Assert.Equal(Refusal.Missing, refusal.Refusal);
    }

    [Fact]
    public async Task Studies_are_made_once_however_many_ask()
    {
        var studies = _lab.Get<GalleryStudies>();

        var maps = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => studies.MapAsync(Id, GalleryMapKind.Neighbours, Token)));
        var diagnosis = await studies.DiagnoseAsync(Id, Token);

        Assert.All(maps, map => Assert.Same(maps[0], map));
        Assert.Equal(Gallery.Items.Count, maps[0].Points.Count);
        Assert.Equal(Gallery.Items.Count, maps[0].Clusters.Count);
        Assert.Null(studies.MapProgress(Id, GalleryMapKind.Neighbours));
        Assert.InRange(diagnosis.Recommendations.Coverage, 0.1, 1);
        Assert.Equal(10 * Gallery.Items.Count, diagnosis.Hubs.Appearances.Sum());
    }

    private static int Number(GalleryItem item) => int.Parse(item.ItemId[1..], null);
}
