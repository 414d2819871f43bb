using Bunit;
using Explorer.Lab.Storage;
using Explorer.Recommender.Likes;
using Explorer.Web.Data;

namespace Explorer.Web.Tests.Data;

public class ProfileCardTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task The_most_liked_items_come_first_under_the_names_of_the_items_file()
    {
        await using var context = await PagesContext.StartAsync();
        var dataset = await context.Lab.ImportAsync("mid,uid\nm1,u1\nm2,u1\nm2,u2\nm2,u3\nm1,u3\nm3,u3\n");
        var store = context.Lab.Get<DatasetStore>();
        await store.AddItemDetailsAsync(dataset.Id, [new ItemDetail("m2", "<b>Dragon</b>", "", "")], CancellationToken.None);

        var card = Render(context, await store.GetAsync(dataset.Id, CancellationToken.None));

        card.WaitForAssertion(() => Assert.Equal(["<b>Dragon</b>", "m1", "m3"], card.FindAll("ol .name").Select(name => name.TextContent)), Patience);
        Assert.Equal(["3 likes", "2 likes", "1 like"], card.FindAll("ol .number").Select(likes => likes.TextContent));
        // One of three items is the top 1 %: it has 3 of 6 likes.
        Assert.Contains("The top 1\u2009% of models have 50.0\u2009% of all likes", card.Markup, StringComparison.Ordinal);
        Assert.Empty(card.FindAll("table.weights"));
    }

    [Fact]
    public async Task Weights_are_spread_over_bins_that_double()
    {
        await using var context = await PagesContext.StartAsync();
        var dataset = await context.Lab.ImportAsync("artistID,userID,weight\na,u1,1\na,u2,3\nb,u1,2\nb,u2,2\n");

        var card = Render(context, dataset);

        card.WaitForAssertion(() => Assert.Equal(["1 to below 2", "2 to below 4"], card.FindAll(".weights .from").Select(bin => bin.TextContent)), Patience);
        Assert.Equal(["1", "3"], card.FindAll(".weights td.number").Select(count => count.TextContent));
        Assert.Contains("From 1 to 3, median 2, mean 2.", card.Markup, StringComparison.Ordinal);
    }

    private static IRenderedComponent<ProfileCard> Render(PagesContext context, Lab.Datasets.Dataset dataset) =>
        context.Render<ProfileCard>(parameters => parameters.Add(component => component.Dataset, dataset));
}
