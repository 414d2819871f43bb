using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Thumbnails;

/// <summary>Small pictures on disk, one file each, named by the hash of their key. A full or broken disk only means that nothing is kept.</summary>
/// <param name="folder">Where they are.</param>
/// <param name="options">For how long, and how many bytes in all.</param>
/// <param name="time">The clock by which files age.</param>
/// <param name="logger">Hears of the disk's troubles.</param>
public sealed class ThumbnailStore(ThumbnailFolder folder, IOptions<ThumbnailOptions> options, TimeProvider time, ILogger<ThumbnailStore> logger) : IDisposable
{
    /// <summary>Trimming leaves this share, so that not every picture trims again.</summary>
    private const double ShareAfterTrimming = 0.9;

    /// <summary>Files with another ending are from before pictures were made small, or unfinished; they are removed.</summary>
    private const string Ending = ".webp";

    private readonly SemaphoreSlim _writing = new(1, 1);
    private long? _totalBytes;

    /// <summary>A kept picture.</summary>
    /// <param name="key">The key it was kept under.</param>
    /// <param name="evenOld">Whether one that should be fetched again will do; it is then not final.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Null when there is none, or it is too old or damaged.</returns>
    public async Task<Thumbnail?> FindAsync(string key, bool evenOld, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        try
        {
            var isOld = time.GetUtcNow() - File.GetLastWriteTimeUtc(path) > TimeSpan.FromDays(options.Value.ExpiryDays);
            if (!File.Exists(path) || (isOld && !evenOld))
            {
                return null;
            }

            var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
            return PictureFormat.Recognize(bytes) == PictureShrinking.ContentType ? new Thumbnail(bytes, PictureShrinking.ContentType, !isOld) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(exception, "The picture in {Path} cannot be read; it will be fetched again", path);
            return null;
        }
    }

    /// <summary>Keeps a picture, and removes the oldest ones where there are too many bytes.</summary>
    public async Task KeepAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            Directory.CreateDirectory(folder.Path);
            _totalBytes ??= Measure();
            var path = PathOf(key);
            var unfinished = path + ".part";
            await File.WriteAllBytesAsync(unfinished, bytes, cancellationToken);
            File.SetLastWriteTimeUtc(unfinished, time.GetUtcNow().UtcDateTime);
            _totalBytes += bytes.Length;
            File.Move(unfinished, path, overwrite: true);
            Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _totalBytes = null;
            logger.LogWarning(exception, "A picture cannot be kept in {Folder}; it will be fetched again", folder.Path);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writing.Dispose();

    private long Measure()
    {
        foreach (var file in Files().Where(file => file.Extension != Ending))
        {
            file.Delete();
        }

        return SizeOf(Files());
    }

    private void Trim()
    {
        if (_totalBytes <= options.Value.MaxCacheBytes)
        {
            return;
        }

        var files = Files().OrderBy(file => file.LastWriteTimeUtc).ToList();
        var total = SizeOf(files);
        foreach (var file in files.TakeWhile(_ => total > options.Value.MaxCacheBytes * ShareAfterTrimming))
        {
            total -= file.Length;
            file.Delete();
        }

        _totalBytes = total;
    }

    private IEnumerable<FileInfo> Files() => new DirectoryInfo(folder.Path).EnumerateFiles();

    private static long SizeOf(IEnumerable<FileInfo> files) => files.Sum(file => file.Length);

    private string PathOf(string key) => Path.Combine(folder.Path, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + Ending);
}
