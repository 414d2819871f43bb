namespace Explorer.Recommender.Likes.Tables;

/// <summary>Counts what is read, refuses what is too long, and lets the beginning be looked at before it is read.</summary>
/// <param name="inner">The stream to read; not disposed here.</param>
/// <param name="maxBytes">How many bytes may come.</param>
internal sealed class PeekableStream(Stream inner, long maxBytes) : AsyncReadStream
{
    private byte[] _head = [];
    private int _headTaken;

    /// <summary>Bytes read from the inner stream so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The first bytes, which stay to be read.</summary>
    /// <returns>Fewer than <paramref name="count"/> when the stream ends before.</returns>
    /// <exception cref="ExplorerException">There are more bytes than allowed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        _head = new byte[count];
        var length = 0;
        int read;
        do
        {
            read = await ReadInnerAsync(_head.AsMemory(length), cancellationToken);
            length += read;
        }
        while (read > 0 && length < count);

        Array.Resize(ref _head, length);
        return _head;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_headTaken == _head.Length)
        {
            return await ReadInnerAsync(buffer, cancellationToken);
        }

        var taken = Math.Min(buffer.Length, _head.Length - _headTaken);
        _head.AsMemory(_headTaken, taken).CopyTo(buffer);
        _headTaken += taken;
        return taken;
    }

    private async ValueTask<int> ReadInnerAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        BytesRead += read;
        if (BytesRead > maxBytes)
        {
            throw new ExplorerException(FormattableString.Invariant(
                $"The file has more than {maxBytes:N0} bytes of text, which is the most that is accepted here. ") +
                "Split it, or raise the limit in the settings.",
                Refusal.TooLarge);
        }

        return read;
    }
}
