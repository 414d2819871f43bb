using Explorer.Web.Galleries;

namespace Explorer.Web.Tests.Galleries;

public sealed class PluralTests
{
    [Theory]
    [InlineData("model", "models")]
    [InlineData("book", "books")]
    [InlineData("movie", "movies")]
    [InlineData("story", "stories")]
    [InlineData("toy", "toys")]
    [InlineData("box", "boxes")]
    [InlineData("dish", "dishes")]
    [InlineData("bus", "buses")]
    [InlineData("photo", "photos")]
    [InlineData("Person", "People")]
    [InlineData("series", "series")]
    [InlineData("3D model", "3D models")]
    [InlineData("piece of music", "pieces of music")]
    [InlineData("y", "ys")]
    public void A_word_gets_its_plural(string word, string plural) => Assert.Equal(plural, Plural.Of(word));
}
