using Explorer.Recommender;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Storage;

/// <summary>The folder everything is kept in, held by one process at a time.</summary>
public sealed class StorageFolder : IDisposable
{
    private readonly FileStream _lock;

    /// <summary>Makes the folder when it is missing, and takes its lock.</summary>
    /// <exception cref="ExplorerException">The folder cannot be made or written, or another process holds it.</exception>
    public StorageFolder(IOptions<StorageOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Root = System.IO.Path.GetFullPath(options.Value.Folder is { Length: > 0 } folder ? folder : DefaultFolder());
        try
        {
            Directory.CreateDirectory(Path("likes"));
            Directory.CreateDirectory(Path("rejected"));
            Directory.CreateDirectory(Path("factors"));
            Directory.CreateDirectory(Path("thumbnails"));
            _lock = new FileStream(Path("explorer.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ExplorerException(
                $"The storage folder {Root} cannot be used: {exception.Message} " +
                "If another Explorer is running on it, stop that one, or name another folder with --Storage:Folder=… .",
                Refusal.Conflict,
                exception);
        }
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Root { get; }

    /// <summary>Absolute path of something in the folder.</summary>
    public string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static string DefaultFolder() => System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
        "Explorer");
}
