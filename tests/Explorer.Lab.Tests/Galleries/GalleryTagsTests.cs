using Explorer.Lab.Galleries;

namespace Explorer.Lab.Tests.Galleries;

public sealed class GalleryTagsTests
{
    [Fact]
    public void Tags_come_most_frequent_first_and_items_name_them_in_their_own_order()
    {
        var tags = GalleryTags.Of([Item("rare|magic"), Item("Magic|war"), Item(""), Item("war|MAGIC")]);

        Assert.Equal(["magic", "war", "rare"], tags.Names);
        Assert.Equal([3, 2, 1], tags.Counts);
        Assert.Equal([[2, 0], [0, 1], [], [1, 0]], tags.OfItems);
    }

    [Fact]
    public void Tags_beyond_the_commonest_are_not_told_apart()
    {
        GalleryItem[] items = [.. Enumerable.Range(0, 150).Select(tag => Item($"tag {tag:000}")), Item("tag 149")];

        var tags = GalleryTags.Of(items);

        Assert.Equal(GalleryTags.Most, tags.Names.Count);
        Assert.Equal("tag 149", tags.Names[0]);
        Assert.Empty(tags.OfItems[148]);
        Assert.Equal([0], tags.OfItems[150]);
    }

    private static GalleryItem Item(string tags) => new("m", "Item", "", 1, tags);
}
