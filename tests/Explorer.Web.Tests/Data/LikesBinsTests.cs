using Explorer.Web.Data;

namespace Explorer.Web.Tests.Data;

public class LikesBinsTests
{
    [Fact]
    public void Bins_double_and_rows_without_likes_are_left_out()
    {
        var bins = LikesBins.Count([0, 1, 1, 2, 3, 4, 7, 8, 0]);

        Assert.Equal([2, 2, 2, 1], bins);
        Assert.Equal(["1", "2–3", "4–7", "8–15"], Enumerable.Range(0, 4).Select(LikesBins.Name));
    }

    [Fact]
    public void Nothing_gives_no_bins() => Assert.Empty(LikesBins.Count([0, 0]));
}
