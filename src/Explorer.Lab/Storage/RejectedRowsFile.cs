using System.IO.Compression;
using Explorer.Lab.Datasets;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Storage;

/// <summary>
/// The rejected rows of one import, streamed as they come to a file beside the database: the CSV that is downloaded later, packed with
/// gzip. Disposing it deletes the file unless it was kept.
/// </summary>
internal sealed class RejectedRowsFile : IDisposable
{
    private readonly string _unfinished;
    private readonly int _maxRows;
    private FileStream? _file;
    private GZipStream? _packed;
    private RejectedRowsCsv? _csv;

    /// <param name="path">Where it is to lie once it is kept.</param>
    /// <param name="maxRows">Most rows that are written; further ones are left out.</param>
    public RejectedRowsFile(string path, int maxRows) => (Path, _unfinished, _maxRows) = (path, path + ".part", maxRows);

    /// <summary>Where it lies once it is kept; without rows there is no file.</summary>
    public string Path { get; }

    /// <summary>Rows written.</summary>
    public int Count { get; private set; }

    /// <summary>The CSV in a file that was kept; null when there is none.</summary>
    public static Stream? Open(string path) =>
        File.Exists(path) ? new GZipStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), CompressionMode.Decompress) : null;

    /// <summary>The CSV of rows that were stored by a version that had no such files.</summary>
    public static Stream Of(IEnumerable<RejectedRow> rows)
    {
        var file = new MemoryStream();
        using (var csv = new RejectedRowsCsv(file))
        {
            foreach (var row in rows)
            {
                csv.Add(row);
            }
        }

        file.Position = 0;
        return file;
    }

    /// <summary>Writes a row, unless there are enough.</summary>
    /// <exception cref="Explorer.Recommender.ExplorerException">The disk is full or cannot be written.</exception>
    public void Add(RejectedRow row)
    {
        if (Count == _maxRows)
        {
            return;
        }

        BlobFile.RefuseWithoutRoom(() =>
        {
            _file ??= new FileStream(_unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
            _packed ??= new GZipStream(_file, CompressionLevel.Fastest, leaveOpen: true);
            _csv ??= new RejectedRowsCsv(_packed);
            _csv.Add(row);
        });
        Count++;
    }

    /// <summary>Finishes the file and gives it its name.</summary>
    /// <exception cref="Explorer.Recommender.ExplorerException">The disk is full or cannot be written.</exception>
    public void Keep()
    {
        if (_file is null)
        {
            return;
        }

        BlobFile.RefuseWithoutRoom(() =>
        {
            _csv?.Dispose();
            _packed?.Dispose();
            _file.Flush(flushToDisk: true);
            _file.Dispose();
            File.Move(_unfinished, Path, overwrite: true);
        });
        (_csv, _packed, _file) = (null, null, null);
    }

    /// <summary>Lets go of a file that was not kept.</summary>
    public void Dispose()
    {
        if (_file is null)
        {
            return;
        }

        try
        {
            _csv?.Dispose();
            _packed?.Dispose();
            _file.Dispose();
        }
        catch (IOException)
        {
            // A full disk was the refusal; what could not be written is deleted here.
        }
        finally
        {
            File.Delete(_unfinished);
        }
    }
}
