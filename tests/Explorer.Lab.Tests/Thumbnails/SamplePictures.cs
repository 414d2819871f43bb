using SkiaSharp;

namespace Explorer.Lab.Tests.Thumbnails;

/// <summary>Picture files, good and bad.</summary>
internal static class SamplePictures
{
    /// <summary>What the corners of <see cref="Corners"/> show, read like a page.</summary>
    private static readonly SKColor[] s_corners = [SKColors.Red, SKColors.Lime, SKColors.Blue, SKColors.White];

    /// <summary>A picture of one size in four colours, a quarter each: red, lime, blue, white.</summary>
    public static byte[] Corners(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        using var canvas = new SKCanvas(bitmap);
        foreach (var (place, color) in s_corners.Index())
        {
            using var paint = new SKPaint { Color = color };
            canvas.DrawRect(place % 2 * (width / 2f), place / 2 * (height / 2f), width / 2f, height / 2f, paint);
        }

        canvas.Flush();
        using var data = bitmap.Encode(format, 95);
        return data.ToArray();
    }

    /// <summary>A picture with nothing in it but one half-transparent colour.</summary>
    public static byte[] Glass(int width, int height)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        bitmap.Erase(SKColors.Red.WithAlpha(128));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>A JPEG file that says how a camera was held.</summary>
    /// <param name="orientation">EXIF's tag 0112: 1 … 8.</param>
    public static byte[] Turned(byte[] jpeg, byte orientation) =>
    [
        .. jpeg[..2],
        0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8,
        .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1,
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        .. jpeg[2..],
    ];

    /// <summary>A GIF of two frames of one pixel, red and then blue.</summary>
    public static byte[] Animated() =>
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255,
        .. Frame(0x44),
        .. Frame(0x4C),
        0x3B,
    ];

    /// <summary>A few bytes that say they are 65,535 × 65,535 pixels.</summary>
    public static byte[] Bomb()
    {
        var gif = Animated();
        gif.AsSpan(6, 4).Fill(0xFF);
        return gif;
    }

    /// <summary>A JPEG file whose header says 65,000 × 65,000 pixels.</summary>
    public static byte[] JpegBomb()
    {
        var jpeg = Corners(16, 16, SKEncodedImageFormat.Jpeg);
        var header = jpeg.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        for (var place = header + 5; place < header + 9; place += 2)
        {
            (jpeg[place], jpeg[place + 1]) = (65_000 >> 8, 65_000 & 0xFF);
        }

        return jpeg;
    }

    /// <summary>The corners of a picture as letters: RLBW for <see cref="Corners"/> as it was drawn.</summary>
    public static string Read(ReadOnlyMemory<byte> file)
    {
        using var bitmap = SKBitmap.Decode(file.Span);
        var (x, y) = (bitmap.Width / 4, bitmap.Height / 4);
        return string.Concat(
            new[] { bitmap.GetPixel(x, y), bitmap.GetPixel(3 * x, y), bitmap.GetPixel(x, 3 * y), bitmap.GetPixel(3 * x, 3 * y) }.Select(Letter));
    }

    /// <summary>A picture's width and height.</summary>
    public static (int Width, int Height) SizeOf(ReadOnlyMemory<byte> file)
    {
        using var bitmap = SKBitmap.Decode(file.Span);
        return (bitmap.Width, bitmap.Height);
    }

    private static char Letter(SKColor color) => (color.Red > 128, color.Green > 128, color.Blue > 128) switch
    {
        (true, true, true) => 'W',
        (true, false, false) => 'R',
        (false, true, false) => 'L',
        (false, false, true) => 'B',
        _ => '?',
    };

    private static byte[] Frame(byte pixel) => [0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, pixel, 1, 0];
}
