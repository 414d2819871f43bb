using System.IO.Compression;

namespace Explorer.Recommender.Likes.Tables;

/// <summary>Decompresses gzip, also of several members, and refuses a file that is cut off or damaged.</summary>
/// <remarks>
/// <see cref="GZipStream"/> ends quietly where its input is cut off. So one more member is read behind the input: its text
/// comes out last if, and only if, everything before it was whole; it is checked and kept back.
/// </remarks>
internal sealed class WholeGzipStream : AsyncReadStream
{
    private static readonly byte[] Mark = [.. "\u0001the file was whole\u0001"u8];
    private static readonly byte[] MarkMember = Compress(Mark);

    private readonly GZipStream _gzip;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private long _delivered;

    /// <summary>Reads gzip from a stream, which is not disposed here.</summary>
    public WholeGzipStream(Stream inner) => _gzip = new GZipStream(new Appended(inner, MarkMember), CompressionMode.Decompress);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_end - _start <= Mark.Length)
        {
            await FillAsync(cancellationToken);
        }

        var count = Math.Min(buffer.Length, _end - _start - Mark.Length);
        _buffer.AsMemory(_start, count).CopyTo(buffer);
        _start += count;
        _delivered += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Reads on until there is more than the mark, or the end, where only the mark may be left.</summary>
    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        while (_end <= Mark.Length)
        {
            var read = await DecompressAsync(cancellationToken);
            _end += read;
            if (read == 0 && !_buffer.AsSpan(0, _end).SequenceEqual(Mark))
            {
                throw Damaged(null);
            }

            if (read == 0)
            {
                return;
            }
        }
    }

    private async ValueTask<int> DecompressAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _gzip.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(exception);
        }
    }

    private ExplorerException Damaged(Exception? exception) => new(
        FormattableString.Invariant($"The gzip file is cut off or damaged after {_delivered:N0} bytes of text. ") +
        "Compress or download it again, or upload it uncompressed.",
        innerException: exception);

    private static byte[] Compress(byte[] text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(text);
        }

        return compressed.ToArray();
    }

    /// <summary>A stream with a few bytes behind it.</summary>
    private sealed class Appended(Stream inner, byte[] tail) : AsyncReadStream
    {
        private int _tailTaken;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            if (read > 0 || buffer.IsEmpty)
            {
                return read;
            }

            var taken = Math.Min(buffer.Length, tail.Length - _tailTaken);
            tail.AsMemory(_tailTaken, taken).CopyTo(buffer);
            _tailTaken += taken;
            return taken;
        }
    }
}
