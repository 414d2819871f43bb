using Explorer.Lab.Datasets;
using Explorer.Lab.Thumbnails;
using SkiaSharp;

namespace Explorer.Lab.Tests.Thumbnails;

public sealed class FolderThumbnailsTests : ThumbnailTests
{
    private static readonly byte[] s_png = SamplePictures.Corners(1600, 800, SKEncodedImageFormat.Png);
    private static readonly byte[] s_jpeg = SamplePictures.Corners(40, 40, SKEncodedImageFormat.Jpeg);

    private string Pictures
    {
        get
        {
            var path = Path.Combine(Folder, "pictures");
            Directory.CreateDirectory(path);
            Settings["Thumbnails:Folder"] = path;
            return path;
        }
    }

    [Fact]
    public async Task An_items_file_is_found_by_its_id_whatever_its_ending_and_made_small()
    {
        await File.WriteAllBytesAsync(Path.Combine(Pictures, "m1.png"), s_png, Token);
        await File.WriteAllBytesAsync(Path.Combine(Pictures, "two words.gif"), s_jpeg, Token);

        var first = await FindAsync("m1");
        var second = await FindAsync("two words");
        var none = await FindAsync("m2");

        Assert.Equal(("image/webp", true), (first.ContentType, first.IsFinal));
        Assert.Equal((1280, 640), SamplePictures.SizeOf(first.Bytes));
        Assert.Equal("RLBW", SamplePictures.Read(first.Bytes));
        Assert.Equal("image/webp", second.ContentType);
        Assert.Equal((DrawnThumbnails.ContentType, false), (none.ContentType, none.IsFinal));
    }

    [Fact]
    public async Task A_pattern_can_name_a_folder_for_each_dataset()
    {
        Settings["Thumbnails:FilePattern"] = "{dataset}/{item}_s.png";
        Directory.CreateDirectory(Path.Combine(Pictures, "7"));
        await File.WriteAllBytesAsync(Path.Combine(Pictures, "7", "m1_s.png"), s_png, Token);

        Assert.Equal("image/webp", (await FindAsync("m1")).ContentType);
        Assert.Equal(DrawnThumbnails.ContentType, (await FindAsync("m1", dataset: 8)).ContentType);
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..\\secret")]
    [InlineData("/etc/hostname")]
    [InlineData("C:secret")]
    [InlineData("m1\0")]
    [InlineData("*")]
    public async Task An_id_leads_nowhere_else(string itemId)
    {
        await File.WriteAllBytesAsync(Path.Combine(Folder, "secret.png"), s_png, Token);
        Directory.CreateDirectory(Path.Combine(Pictures, "a"));
        await File.WriteAllBytesAsync(Path.Combine(Pictures, "a", "b.png"), s_png, Token);

        Assert.Equal(DrawnThumbnails.ContentType, (await FindAsync(itemId)).ContentType);
        Assert.False(FolderThumbnails.IsFileName(itemId));
    }

    [Fact]
    public async Task Links_huge_files_and_what_is_no_picture_are_not_passed_on()
    {
        await File.WriteAllBytesAsync(Path.Combine(Folder, "elsewhere.png"), s_png, Token);
        File.CreateSymbolicLink(Path.Combine(Pictures, "link.png"), Path.Combine(Folder, "elsewhere.png"));
        await File.WriteAllBytesAsync(Path.Combine(Pictures, "huge.png"), [.. s_png, .. new byte[20_000]], Token);
        await File.WriteAllTextAsync(Path.Combine(Pictures, "page.png"), "<svg onload='alert(1)'/>", Token);

        foreach (var item in new[] { "link", "huge", "page" })
        {
            Assert.Equal(DrawnThumbnails.ContentType, (await FindAsync(item)).ContentType);
        }
    }

    [Fact]
    public async Task A_picture_that_is_put_there_or_replaced_is_seen_at_once()
    {
        var path = Path.Combine(Pictures, "m1.png");
        var before = await FindAsync("m1");
        await File.WriteAllTextAsync(path, "no picture", Token);
        var broken = await FindAsync("m1");
        await File.WriteAllBytesAsync(path, s_png, Token);
        var first = await FindAsync("m1");
        await File.WriteAllBytesAsync(path, s_jpeg, Token);
        var second = await FindAsync("m1");

        Assert.Equal([DrawnThumbnails.ContentType, DrawnThumbnails.ContentType], [before.ContentType, broken.ContentType]);
        Assert.Equal((1280, 640), SamplePictures.SizeOf(first.Bytes));
        Assert.Equal((40, 40), SamplePictures.SizeOf(second.Bytes));
    }

    [Theory]
    [InlineData("Thumbnails:Folder", "/no/such/folder")]
    [InlineData("Thumbnails:FilePattern", "picture.png")]
    [InlineData("Thumbnails:FilePattern", "../{item}.png")]
    [InlineData("Thumbnails:FilePattern", "/pictures/{item}.png")]
    public void Impossible_settings_are_named(string key, string value)
    {
        Settings[key] = value;

        var refusal = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(Cache);

        Assert.Contains($"{key} = {value}", refusal.Message, StringComparison.Ordinal);
    }

    private Task<Thumbnail> FindAsync(string itemId, long dataset = 7) => Cache().GetAsync(
        ThumbnailSourceKind.Folder, new ThumbnailRequest(itemId, "Some thing", "") { DatasetId = new DatasetId(dataset) }, Token);
}
