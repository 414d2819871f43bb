using Explorer.Recommender.Comparison;

namespace Explorer.Recommender.Tests.Comparison;

public sealed class ListChangesTests
{
    [Fact]
    public void Every_entry_of_both_lists_is_marked_once()
    {
        var changes = ListChanges.Between<string>(["a", "b", "c", "d"], ["a", "c", "x"]);

        Assert.Equal(
            [
                new ListChange<string>("a", ListMark.Same, 1, 1),
                new ListChange<string>("c", ListMark.Moved, 3, 2),
                new ListChange<string>("x", ListMark.New, 0, 3),
                new ListChange<string>("b", ListMark.Left, 2, 0),
                new ListChange<string>("d", ListMark.Left, 4, 0),
            ],
            changes);
    }

    [Fact]
    public void Empty_lists_have_no_changes() => Assert.Empty(ListChanges.Between<int>([], []));
}
