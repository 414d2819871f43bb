using Explorer.Lab.Network;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Thumbnails;

/// <summary>The settings below <c>Thumbnails</c>.</summary>
public sealed class ThumbnailOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Thumbnails";

    /// <summary>Where Sketchfab's API is; an absolute http or https address that ends with a slash.</summary>
    public string SketchfabAddress { get; set; } = "https://api.sketchfab.com/";

    /// <summary>Pictures downloaded at the same time, 1 … 32.</summary>
    public int MaxConcurrentDownloads { get; set; } = 4;

    /// <summary>Seconds one attempt may take, 1 … 120.</summary>
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>Bytes one picture may have, 1,000 … 50,000,000.</summary>
    public int MaxPictureBytes { get; set; } = 3_000_000;

    /// <summary>Bytes all kept pictures may have together, 0 … 10¹²; beyond, the oldest are removed.</summary>
    public long MaxCacheBytes { get; set; } = 500_000_000;

    /// <summary>Days a picture is kept before it is fetched again, 1 … 3650.</summary>
    public int ExpiryDays { get; set; } = 30;

    /// <summary>Whether pictures may come from private, loopback and link-local addresses. Off, so that no file can make the server call its neighbours.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>The folder of the source “folder”; empty means that there is none.</summary>
    public string Folder { get; set; } = "";

    /// <summary>
    /// The file of an item below the folder: <c>{item}</c> is its id, <c>{dataset}</c> its dataset's, and <c>.*</c> at the end any of .jpg, .jpeg,
    /// .png, .webp, .gif.
    /// </summary>
    public string FilePattern { get; set; } = "{item}.*";

    /// <summary>Checks the bounds; a message names the key, the value found and the values allowed.</summary>
    internal sealed class Validator : IValidateOptions<ThumbnailOptions>
    {
        public ValidateOptionsResult Validate(string? name, ThumbnailOptions options)
        {
            string?[] problems =
            [
                OutOfRange(nameof(MaxConcurrentDownloads), options.MaxConcurrentDownloads, 1, 32),
                OutOfRange(nameof(TimeoutSeconds), options.TimeoutSeconds, 1, 120),
                OutOfRange(nameof(MaxPictureBytes), options.MaxPictureBytes, 1000, 50_000_000),
                OutOfRange(nameof(MaxCacheBytes), options.MaxCacheBytes, 0, 1_000_000_000_000),
                OutOfRange(nameof(ExpiryDays), options.ExpiryDays, 1, 3650),
                WebAddress.TryParse(options.SketchfabAddress, out var address) && address.AbsolutePath.EndsWith('/')
                    ? null
                    : $"{Section}:{nameof(SketchfabAddress)} = {options.SketchfabAddress} is not possible. Use an absolute http or https address that ends with a slash.",
                options.Folder.Length == 0 || Directory.Exists(options.Folder)
                    ? null
                    : $"{Section}:{nameof(Folder)} = {options.Folder} is no folder. Name one that exists, or leave it empty.",
                options.FilePattern.Contains(FolderThumbnails.ItemMark, StringComparison.Ordinal)
                && !Path.IsPathRooted(options.FilePattern) && !options.FilePattern.Split('/', '\\').Contains("..")
                    ? null
                    : $"{Section}:{nameof(FilePattern)} = {options.FilePattern} is not possible. Use a path below the folder with {FolderThumbnails.ItemMark} in it, for example {FolderThumbnails.ItemMark}.jpg.",
            ];
            var found = problems.OfType<string>().ToList();
            return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
        }

        private static string? OutOfRange(string key, long value, long low, long high) => value >= low && value <= high
            ? null
            : FormattableString.Invariant($"{Section}:{key} = {value} is not possible. Use {low:N0} to {high:N0}.");
    }
}
