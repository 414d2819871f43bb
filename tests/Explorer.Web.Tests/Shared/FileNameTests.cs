using Explorer.Web.Shared;

namespace Explorer.Web.Tests.Shared;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("sweep 3", "Test precision@5 (post protocol) by epoch", "sweep-3-test-precision-at-5-post-protocol-by-epoch")]
    [InlineData("", "NDCG@10 by λ and α", "ndcg-at-10-by-lambda-and-alpha")]
    [InlineData("../..", "a/b\\c", "a-b-c")]
    [InlineData("", "→", "explorer")]
    public void A_name_says_what_it_is_and_nothing_a_disk_refuses(string source, string title, string expected) =>
        Assert.Equal(expected, FileName.Of(source, title));

    [Fact]
    public void A_name_has_an_end() => Assert.Equal(120, FileName.Of(new string('x', 500)).Length);
}
