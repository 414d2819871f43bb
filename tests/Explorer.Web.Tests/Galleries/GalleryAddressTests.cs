using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Web.Galleries;

namespace Explorer.Web.Tests.Galleries;

public sealed class GalleryAddressTests
{
    private static readonly FactorizationId Factorization = new(12);

    [Theory]
    [InlineData("plain")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("a%2Fb")]
    [InlineData("a%252Fb")]
    [InlineData("%2e%2e")]
    [InlineData("what?is=this&item=x#there")]
    [InlineData("a b+c")]
    [InlineData(" ")]
    [InlineData("")]
    [InlineData("日本 ✓ 🎈")]
    [InlineData("tab\tand\nline")]
    [InlineData("gallery")]
    [InlineData("users")]
    [InlineData("Map")]
    [InlineData("basket")]
    [InlineData("https://example.org/gallery/9/9")]
    public void An_odd_id_comes_back_exactly_as_it_was(string itemId)
    {
        // The browser resolves the address as it would a clicked link.
        var shown = new Uri(new Uri("http://localhost:5080/"), GalleryAddress.Of(Factorization, itemId, new NeighbourView(24))).AbsoluteUri;

        Assert.Equal(itemId, GalleryAddress.ItemIdOf(shown));
        Assert.Contains("take=24", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5080/gallery/12")]
    [InlineData("http://localhost:5080/gallery/12/")]
    [InlineData("http://localhost:5080/gallery/12?take=48")]
    public void An_address_without_an_item_names_none(string uri) => Assert.Null(GalleryAddress.ItemIdOf(uri));

    [Fact]
    public void A_plain_id_is_a_segment_and_a_slash_moves_it_to_the_query()
    {
        Assert.Equal("/gallery/12/m1", GalleryAddress.Of(Factorization, "m1"));
        Assert.Equal("/gallery/12?item=a%2Fb", GalleryAddress.Of(Factorization, "a/b"));
    }

    [Fact]
    public void An_item_named_like_a_part_of_the_gallery_does_not_lead_there() =>
        Assert.Equal("/gallery/12?item=users", GalleryAddress.Of(Factorization, "users"));

    [Fact]
    public void A_view_and_a_question_are_in_the_address_and_the_usual_is_left_out()
    {
        Assert.Equal("/gallery/12/m1?min=5&popularity=-0.5&why=a%2Fb", GalleryAddress.Of(Factorization, "m1", new NeighbourView(12, 5, -0.5), "a/b"));
        Assert.Equal("/gallery/12/m1", GalleryAddress.Of(Factorization, "m1", GalleryAddress.UsualView));
        Assert.Equal("/gallery/12/basket?item=a%20b&item=c", GalleryAddress.Of(Factorization, "basket", [("item", "a b"), ("item", "c")]));
    }

    [Theory]
    [InlineData(null, null, null, 12, 0, 0)]
    [InlineData(24, 3, 0.5, 24, 3, 0.5)]
    [InlineData(7, -3, 9.0, 12, 0, 0)]
    [InlineData(7, -3, double.NaN, 12, 0, 0)]
    public void A_view_out_of_range_is_the_usual(int? take, int? minLikes, double? popularity, int shownTake, int shownMinLikes, double shownPopularity) =>
        Assert.Equal(new NeighbourView(shownTake, shownMinLikes, shownPopularity), GalleryAddress.ViewOf(take, minLikes, popularity));

    [Theory]
    [InlineData(null, 12)]
    [InlineData(24, 24)]
    [InlineData(1000000, 12)]
    public void Only_offered_amounts_are_shown(int? asked, int shown) => Assert.Equal(shown, GalleryAddress.TakeOf(asked));
}
