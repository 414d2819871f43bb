using Explorer.Recommender;

namespace Explorer.Lab.Replays;

/// <summary>Reads on until a bound is passed, whatever the source says of its length: a small zip can unpack to anything.</summary>
/// <param name="source">Read to its end at most; disposed by its owner.</param>
/// <param name="left">How many bytes may still come.</param>
/// <param name="bound">The whole bound, for the message.</param>
internal sealed class BoundedStream(Stream source, long left, long bound) : Stream
{
    /// <summary>Bytes read so far.</summary>
    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Count(source.Read(buffer, offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await source.ReadAsync(buffer, cancellationToken));

    // What wraps a stream flushes it at its end, also one that is only read.
    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Count(int read)
    {
        BytesRead += read;
        return BytesRead <= left ? read : throw new ExplorerException(
            $"The bundle is larger than the {bound >> 20} MB that are read. Export a sweep with fewer points.", Refusal.TooLarge);
    }
}
