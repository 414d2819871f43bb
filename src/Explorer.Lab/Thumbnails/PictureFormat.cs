namespace Explorer.Lab.Thumbnails;

/// <summary>The picture formats that are decoded. SVG is not among them, since it can hold scripts and address other files.</summary>
internal static class PictureFormat
{
    private static readonly string[] Accepted = ["image/png", "image/jpeg", "image/webp", "image/gif"];

    /// <summary>Whether a server's content type is one of them.</summary>
    public static bool IsAccepted(string? contentType) =>
        contentType is not null && (Accepted.Contains(contentType, StringComparer.OrdinalIgnoreCase) || contentType.Equals("image/jpg", StringComparison.OrdinalIgnoreCase));

    /// <summary>The content type by the first bytes, whatever anyone says; null when it is none of the accepted ones.</summary>
    public static string? Recognize(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return "image/png";
        }

        if (bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
        {
            return "image/jpeg";
        }

        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8))
        {
            return "image/gif";
        }

        return bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp" : null;
    }
}
