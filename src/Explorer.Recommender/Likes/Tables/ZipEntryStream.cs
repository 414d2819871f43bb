using System.IO.Compression;

namespace Explorer.Recommender.Likes.Tables;

/// <summary>The one file of a zip archive.</summary>
/// <remarks>
/// An archive's list of contents is at its end, and only there it is certain how many files it holds. So the archive, as it came,
/// is kept in a temporary file, which is gone when this is disposed or the process ends.
/// </remarks>
internal sealed class ZipEntryStream : AsyncReadStream
{
    private const int NamesInMessage = 5;
    private const int CopyBuffer = 1 << 16;

    private readonly FileStream _spool;
    private readonly ZipArchive _archive;
    private readonly Stream _entry;
    private readonly ZipArchiveEntry _file;
    private readonly Crc32 _checksum = new();
    private long _length;

    private ZipEntryStream(FileStream spool, ZipArchive archive, ZipArchiveEntry file) =>
        (_spool, _archive, _file, _entry) = (spool, archive, file, file.Open());

    /// <summary>Takes an archive from a stream.</summary>
    /// <param name="inner">Read to its end, not disposed here.</param>
    /// <exception cref="ExplorerException">The archive is damaged, or holds no file, or several, or a spreadsheet.</exception>
    public static async Task<ZipEntryStream> OpenAsync(Stream inner, CancellationToken cancellationToken)
    {
        var spool = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, CopyBuffer, FileOptions.DeleteOnClose);
        ZipArchive? archive = null;
        try
        {
            await inner.CopyToAsync(spool, CopyBuffer, cancellationToken);
            spool.Position = 0;
            archive = new ZipArchive(spool, ZipArchiveMode.Read, leaveOpen: true);
            return new ZipEntryStream(spool, archive, OnlyFile(archive));
        }
        catch (Exception exception)
        {
            archive?.Dispose();
            await spool.DisposeAsync();
            if (exception is InvalidDataException)
            {
                throw Damaged(exception);
            }

            throw;
        }
    }

    /// <summary>The file in an archive; folders and the notes that macOS adds do not count.</summary>
    /// <exception cref="ExplorerException">There is none, or several, or they make up a spreadsheet.</exception>
    public static ZipArchiveEntry OnlyFile(ZipArchive archive)
    {
        var files = archive.Entries
            .Where(entry => entry.Name.Length > 0 && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal))
            .ToList();
        if (files.Any(file => IsSpreadsheetPart(file.FullName)))
        {
            throw Spreadsheet();
        }

        return files switch
        {
            [] => throw new ExplorerException("This is a zip archive without any file in it. Put the file with the likes in, or upload it alone."),
            [var only] => only,
            _ => throw new ExplorerException(
                FormattableString.Invariant($"This zip archive holds {files.Count:N0} files: ") +
                string.Join(", ", files.Take(NamesInMessage).Select(file => Excerpt.Of(file.FullName))) + (files.Count > NamesInMessage ? ", …" : "") +
                ". Put one of them into an archive of its own, or upload it alone; it may be compressed with gzip."),
        };
    }

    /// <summary>Whether a name in an archive is that of a part of a spreadsheet or another office document.</summary>
    public static bool IsSpreadsheetPart(string name) => name is "[Content_Types].xml" or "mimetype";

    /// <summary>Refuses an office document, which is an archive of many small files.</summary>
    public static ExplorerException Spreadsheet() => new("This is a spreadsheet or another office document, not a table in plain text. Save the sheet as CSV and upload that.");

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await _entry.ReadAsync(buffer, cancellationToken);
            _length += read;
            _checksum.Add(buffer.Span[..read]);
            return read > 0 || buffer.IsEmpty || (_length == _file.Length && _checksum.Value == _file.Crc32)
                ? read
                : throw new InvalidDataException("its file is not the one that was packed");
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _entry.Dispose();
            _archive.Dispose();
            _spool.Dispose();
        }

        base.Dispose(disposing);
    }

    private static ExplorerException Damaged(Exception exception) => new(
        $"The zip archive is cut off, damaged, encrypted or packed in an unusual way: {exception.Message.TrimEnd('.')}. Pack or download it again, or upload the file inside.",
        innerException: exception);
}
