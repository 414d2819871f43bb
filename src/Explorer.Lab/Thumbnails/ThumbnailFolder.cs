namespace Explorer.Lab.Thumbnails;

/// <summary>The folder for downloaded pictures. It holds nothing else, is made when needed, and may be emptied at any time.</summary>
/// <param name="Path">A full path.</param>
public sealed record ThumbnailFolder(string Path);
