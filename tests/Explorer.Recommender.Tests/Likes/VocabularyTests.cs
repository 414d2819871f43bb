using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Tests.Likes;

public sealed class VocabularyTests
{
    [Fact]
    public void Index_and_id_are_found_from_each_other()
    {
        var vocabulary = new Vocabulary(["b", "a", "", "B"]);

        Assert.Equal(4, vocabulary.Count);
        for (var index = 0; index < vocabulary.Count; index++)
        {
            Assert.True(vocabulary.TryGetIndex(vocabulary[index], out var found));
            Assert.Equal(index, found);
        }
    }

    [Theory]
    [InlineData("c")]
    [InlineData(" a")]
    [InlineData(null)]
    public void An_unknown_id_has_no_index(string? id)
    {
        Assert.False(new Vocabulary(["a", "b"]).TryGetIndex(id, out var index));
        Assert.Equal(-1, index);
    }

    [Fact]
    public void An_id_given_twice_is_a_mistake()
    {
        Assert.Throws<ArgumentException>(() => new Vocabulary(["a", "b", "a"]));
    }
}
