using Explorer.Lab.Galleries;

namespace Explorer.Lab.Tests.Galleries;

public sealed class ItemSearchTests
{
    private static readonly ItemSearch Search = new(
    [
        new("b1", "The Hunger Games", "", 100, "dystopia|young adult"),
        new("b2", "Harry Potter and the Sorcerer's Stone", "", 90),
        new("b3", "Harry Potter and the Chamber of Secrets", "", 80),
        new("b4", "Harry", "", 5),
        new("b5", "Games People Play", "", 4, "psychology"),
        new("b6", "Endgame", "", 3),
        new("games", "Something else", "", 2),
        new("b8", "Potter's Field: Harry", "", 1),
    ]);

    [Theory]
    [InlineData("harry", "b4 b2 b3 b8")]
    [InlineData("HARRY  potter", "b2 b3 b8")]
    [InlineData("games", "games b5 b1")]
    [InlineData("game", "b5 b1 games b6")]
    [InlineData("potter harry", "b2 b3 b8")]
    [InlineData("\u0001harry", "b4 b2 b3 b8")]
    [InlineData("stone sorc", "b2")]
    [InlineData("dystopia", "b1")]
    [InlineData("adult", "b1")]
    [InlineData("b3", "b3")]
    public void Exact_comes_before_beginnings_before_words_before_parts(string text, string found) => Assert.Equal(found, Found(text));

    [Theory]
    [InlineData("hary potter", "b2 b3 b8")]
    [InlineData("harry pottre", "b2 b3 b8")]
    [InlineData("sorcrerer", "b2")]
    [InlineData("psicology", "b5")]
    public void A_letter_or_two_may_be_wrong(string text, string found) => Assert.Equal(found, Found(text));

    [Theory]
    [InlineData("zzzz")]
    [InlineData("no such thing")]
    public void Nonsense_finds_nothing(string text) => Assert.Empty(Search.Find(text, 10));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Nothing_asked_shows_the_most_liked(string text) => Assert.Equal(["b1", "b2"], Search.Find(text, 2).Select(item => item.ItemId));

    [Fact]
    public void No_more_than_wanted_are_found_and_the_best_of_them()
    {
        Assert.Equal("b4", Found("harry", 1));
        Assert.Equal("b4 b2", Found("harry", 2));
    }

    [Fact]
    public void Whatever_is_a_part_of_a_name_is_found()
    {
        var items = Enumerable.Range(0, 300).Select(number => new GalleryItem($"id{number}", $"Name {number * 7919 % 1000} of {number}", "", number)).ToArray();
        var search = new ItemSearch(items);

        foreach (var text in new[] { "7", "79", "of 1", "name 5", "e 9", "id29" })
        {
            var expected = items.Where(item => item.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || item.ItemId.Contains(text, StringComparison.OrdinalIgnoreCase));

            Assert.Superset(expected.Select(item => item.ItemId).ToHashSet(), search.Find(text, 1000).Select(item => item.ItemId).ToHashSet());
        }
    }

    [Theory]
    [InlineData("harry", "harry", 0)]
    [InlineData("hary", "harry", 1)]
    [InlineData("harrry", "harry", 1)]
    [InlineData("hrary", "harry", 1)]
    [InlineData("larry", "harry", 1)]
    [InlineData("lerry", "harry", 2)]
    [InlineData("potter", "harry", 3)]
    [InlineData("", "ab", 2)]
    public void The_distance_counts_letters_and_swaps(string a, string b, int distance) => Assert.Equal(distance, SpellingCorrection.Distance(a, b, 2));

    private static string Found(string text, int take = 10) => string.Join(' ', Search.Find(text, take).Select(item => item.ItemId));
}
