using SkiaSharp;

namespace Explorer.Lab.Thumbnails;

/// <summary>
/// Makes of any picture a small one of our own: upright, its first frame, in sRGB, as WebP. What somebody else has put into a file, be it text,
/// places or profiles, is not in what browsers get.
/// </summary>
internal static class PictureShrinking
{
    /// <summary>The shorter side, in pixels: pictures are shown square and up to 320 wide, on dense screens with twice the dots.</summary>
    public const int ShorterSide = 640;

    /// <summary>The longer side, in pixels, so that a ribbon does not become a large picture.</summary>
    public const int LongerSide = 2 * ShorterSide;

    /// <summary>More pixels than this are not decoded: 200 MB in memory, out of a file that may be a few kilobytes.</summary>
    public const int MaxPixels = 50_000_000;

    /// <summary>The content type of what is made.</summary>
    public const string ContentType = "image/webp";

    private const int Quality = 82;

    /// <summary>JPEG and WebP can be decoded at eighths of their size, for a fraction of time and memory.</summary>
    private const float Eighths = 8;

    // Decoding takes memory by the pixel. Two at once keep a page of pictures coming, and need 400 MB at the worst.
    private static readonly SemaphoreSlim s_places = new(2);

    /// <summary>Makes the small picture; it has the shape of the large one and is never enlarged.</summary>
    /// <param name="bytes">A file of any kind.</param>
    /// <param name="cancellationToken">Stops waiting for a place; decoding itself is not interrupted.</param>
    /// <exception cref="InvalidDataException">It is no PNG, JPEG, WebP or GIF picture, is damaged, or has too many pixels.</exception>
    public static async Task<byte[]> ShrinkAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        await s_places.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Shrink(bytes), cancellationToken);
        }
        finally
        {
            s_places.Release();
        }
    }

    private static byte[] Shrink(byte[] bytes)
    {
        if (PictureFormat.Recognize(bytes) is null)
        {
            throw new InvalidDataException("The file is no PNG, JPEG, WebP or GIF picture.");
        }

        try
        {
            // Skia would open more formats than these four, but its first look is at the same bytes.
            using var data = SKData.CreateCopy(bytes);
            using var codec = SKCodec.Create(data) ?? throw new InvalidDataException("The picture is damaged.");
            using var decoded = Decode(codec);
            return Draw(decoded, codec.EncodedOrigin);
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException)
        {
            throw new InvalidDataException("Pictures cannot be decoded on this system: SkiaSharp has no library for it.", exception);
        }
    }

    private static SKBitmap Decode(SKCodec codec)
    {
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MaxPixels)
        {
            throw new InvalidDataException(FormattableString.Invariant($"The picture has {width:N0} × {height:N0} pixels, more than the {MaxPixels:N0} that are decoded."));
        }

        var size = codec.GetScaledDimensions(MathF.Ceiling(Scale(width, height) * Eighths) / Eighths);
        var bitmap = Canvas(size.Width, size.Height);
        var result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result == SKCodecResult.Success)
        {
            return bitmap;
        }

        bitmap.Dispose();
        throw new InvalidDataException($"The picture is damaged ({result}).");
    }

    private static byte[] Draw(SKBitmap decoded, SKEncodedOrigin origin)
    {
        // The last four of EXIF's eight orientations lie on their side.
        var isOnItsSide = origin >= SKEncodedOrigin.LeftTop;
        var (width, height) = isOnItsSide ? (decoded.Height, decoded.Width) : (decoded.Width, decoded.Height);
        var scale = Scale(width, height);
        using var small = Canvas(Math.Max(1, (int)MathF.Round(width * scale)), Math.Max(1, (int)MathF.Round(height * scale)));
        using var canvas = new SKCanvas(small);
        using var image = SKImage.FromBitmap(decoded);
        canvas.Clear(SKColors.Transparent);
        canvas.Scale(small.Width / (float)width, small.Height / (float)height);
        canvas.Concat(Upright(origin, decoded.Width, decoded.Height));
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        canvas.Flush();
        using var encoded = small.Encode(SKEncodedImageFormat.Webp, Quality) ?? throw new InvalidDataException("The picture cannot be written as WebP.");
        return encoded.ToArray();
    }

    private static SKBitmap Canvas(int width, int height)
    {
        var bitmap = new SKBitmap();
        if (bitmap.TryAllocPixels(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb())))
        {
            return bitmap;
        }

        bitmap.Dispose();
        throw new InvalidDataException(FormattableString.Invariant($"The memory does not hold a picture of {width:N0} × {height:N0} pixels."));
    }

    /// <summary>The factor that makes a picture small enough, 1 at most.</summary>
    private static float Scale(int width, int height) =>
        Math.Min(1, Math.Min(ShorterSide / (float)Math.Min(width, height), LongerSide / (float)Math.Max(width, height)));

    /// <summary>Where the pixels of a picture of this width and height belong: EXIF 2.32, 4.6.4, tag 0112.</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
