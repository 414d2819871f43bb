namespace Explorer.Lab.Thumbnails;

/// <summary>A picture to show.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="ContentType">image/webp, or image/svg+xml for a drawn one.</param>
/// <param name="IsFinal">False for a drawing that stands in for a picture that may come later: let browsers keep it only briefly.</param>
public sealed record Thumbnail(ReadOnlyMemory<byte> Bytes, string ContentType, bool IsFinal);
