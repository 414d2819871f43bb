using Microsoft.Extensions.Options;

namespace Explorer.Lab.Tests.Thumbnails;

public sealed class ThumbnailOptionsTests : ThumbnailTests
{
    [Theory]
    [InlineData("MaxConcurrentDownloads", "0")]
    [InlineData("TimeoutSeconds", "1000")]
    [InlineData("MaxPictureBytes", "5")]
    [InlineData("MaxCacheBytes", "-1")]
    [InlineData("ExpiryDays", "0")]
    [InlineData("SketchfabAddress", "ftp://example.com/")]
    [InlineData("SketchfabAddress", "https://example.com/api")]
    public void Settings_out_of_bounds_are_refused_with_key_and_value(string key, string value)
    {
        Settings["Thumbnails:" + key] = value;

        var refusal = Assert.Throws<OptionsValidationException>(Cache);

        Assert.Contains($"Thumbnails:{key} = {value} is not possible. Use ", refusal.Message, StringComparison.Ordinal);
    }
}
