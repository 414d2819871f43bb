using Explorer.Lab.Thumbnails;

namespace Explorer.Lab.Tests.Thumbnails;

public sealed class SketchfabThumbnailsTests : ThumbnailTests
{
    [Theory]
    [InlineData("abc123", "/good/1024")]
    [InlineData("small", "/good/100")]
    public async Task Sketchfab_gives_the_narrowest_picture_that_is_wide_enough(string id, string path)
    {
        var thumbnail = await Cache().GetAsync(ThumbnailSourceKind.Sketchfab, new(id, "", ""), Token);

        Assert.True(thumbnail.IsFinal);
        Assert.Equal(1, Server.Asked(path));
    }

    [Theory]
    [InlineData("unknown", 1)]
    [InlineData("bare", 1)]
    [InlineData("script", 1)]
    [InlineData("strange", 1)]
    [InlineData("../../secret", 0)]
    [InlineData("a b", 0)]
    public async Task A_model_without_a_picture_is_drawn(string id, int asked)
    {
        var thumbnail = await Cache().GetAsync(ThumbnailSourceKind.Sketchfab, new(id, "", ""), Token);

        Assert.Equal("image/svg+xml", thumbnail.ContentType);
        Assert.Equal(asked, Server.Asked("/v3/models/" + id));
    }
}
