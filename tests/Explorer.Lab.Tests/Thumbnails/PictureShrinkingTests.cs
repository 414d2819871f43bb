using Explorer.Lab.Thumbnails;
using SkiaSharp;

namespace Explorer.Lab.Tests.Thumbnails;

public sealed class PictureShrinkingTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task Every_format_becomes_a_small_WebP_of_the_same_shape(SKEncodedImageFormat format)
    {
        var small = await ShrinkAsync(SamplePictures.Corners(1600, 1200, format));

        Assert.Equal("image/webp", PictureFormat.Recognize(small));
        Assert.Equal((853, 640), SamplePictures.SizeOf(small));
        Assert.Equal("RLBW", SamplePictures.Read(small));
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(31, 7, 31, 7)]
    [InlineData(640, 640, 640, 640)]
    [InlineData(641, 641, 640, 640)]
    [InlineData(640, 1280, 640, 1280)]
    [InlineData(5000, 10, 1280, 3)]
    [InlineData(3, 9000, 1, 1280)]
    public async Task Small_pictures_keep_their_size_and_ribbons_stay_small(int width, int height, int expectedWidth, int expectedHeight)
    {
        var small = await ShrinkAsync(SamplePictures.Corners(width, height, SKEncodedImageFormat.Png));

        Assert.Equal((expectedWidth, expectedHeight), SamplePictures.SizeOf(small));
    }

    [Theory]
    [InlineData(1, "RLBW")]
    [InlineData(2, "LRWB")]
    [InlineData(3, "WBLR")]
    [InlineData(4, "BWRL")]
    [InlineData(5, "RBLW")]
    [InlineData(6, "BRWL")]
    [InlineData(7, "WLBR")]
    [InlineData(8, "LWRB")]
    public async Task Pictures_stand_as_the_camera_was_held(byte orientation, string corners)
    {
        foreach (var (width, height) in new[] { (80, 40), (2000, 1000) })
        {
            var small = await ShrinkAsync(SamplePictures.Turned(SamplePictures.Corners(width, height, SKEncodedImageFormat.Jpeg), orientation));

            var size = SamplePictures.SizeOf(small);
            Assert.Equal(corners, SamplePictures.Read(small));
            Assert.Equal(orientation >= 5, size.Height > size.Width);
        }
    }

    [Fact]
    public async Task Of_an_animation_the_first_frame_is_left()
    {
        var small = await ShrinkAsync(SamplePictures.Animated());

        using var data = SKData.CreateCopy(small);
        using var codec = SKCodec.Create(data);
        using var bitmap = SKBitmap.Decode(small);
        Assert.InRange(codec.FrameCount, 0, 1);
        Assert.True(bitmap.GetPixel(0, 0) is { Red: > 200, Blue: < 60 }, bitmap.GetPixel(0, 0).ToString());
    }

    [Fact]
    public async Task What_is_transparent_stays_so()
    {
        var small = await ShrinkAsync(SamplePictures.Glass(900, 900));

        using var bitmap = SKBitmap.Decode(small);
        Assert.InRange(bitmap.GetPixel(300, 300).Alpha, 120, 136);
    }

    [Fact]
    public async Task What_a_camera_writes_beside_a_picture_is_gone()
    {
        var small = await ShrinkAsync(SamplePictures.Turned(SamplePictures.Corners(80, 40, SKEncodedImageFormat.Jpeg), 6));

        Assert.Equal(-1, small.AsSpan().IndexOf("Exif"u8));
    }

    [Fact]
    public async Task A_picture_that_says_it_is_enormous_is_not_decoded()
    {
        foreach (var bomb in new[] { SamplePictures.Bomb(), SamplePictures.JpegBomb() })
        {
            var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => ShrinkAsync(bomb));

            Assert.Contains("50,000,000", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Damaged_pictures_and_other_files_are_refused()
    {
        var png = SamplePictures.Corners(100, 100, SKEncodedImageFormat.Png);
        var jpeg = SamplePictures.Corners(300, 300, SKEncodedImageFormat.Jpeg);
        byte[][] files = [[], png[..20], png[..(png.Length / 2)], jpeg[..(jpeg.Length / 2)], [.. png[..8], .. new byte[1000]], "<svg onload='alert(1)'/>"u8.ToArray()];

        foreach (var file in files)
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => ShrinkAsync(file));
        }
    }

    private static Task<byte[]> ShrinkAsync(byte[] bytes) => PictureShrinking.ShrinkAsync(bytes, TestContext.Current.CancellationToken);
}
