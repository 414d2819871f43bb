namespace Explorer.Recommender.Likes.Tables;

/// <summary>A file's content, unpacked by what its first bytes say.</summary>
internal sealed class UnpackedStream : IAsyncDisposable
{
    private readonly PeekableStream _source;
    private readonly Stream? _unpacking;

    private UnpackedStream(PeekableStream source, Compression compression, Stream? unpacking)
    {
        _source = source;
        Compression = compression;
        _unpacking = unpacking;
    }

    /// <summary>How the file is packed.</summary>
    public Compression Compression { get; }

    /// <summary>The content.</summary>
    public Stream Content => _unpacking ?? _source;

    /// <summary>Bytes taken from the file as it came.</summary>
    public long BytesRead => _source.BytesRead;

    /// <summary>Looks how a file is packed.</summary>
    /// <param name="stream">Left open.</param>
    /// <param name="chosen">What the person says, null to believe the bytes.</param>
    /// <exception cref="ExplorerException">The bytes say otherwise, or an archive does not hold exactly one file.</exception>
    public static async Task<UnpackedStream> OpenAsync(Stream stream, Compression? chosen, CancellationToken cancellationToken)
    {
        var source = new PeekableStream(stream, long.MaxValue);
        var start = await source.PeekAsync(4, cancellationToken);
        var compression = Find(start.Span, chosen);
        return compression switch
        {
            Compression.Gzip => new UnpackedStream(source, compression, new WholeGzipStream(source)),
            Compression.Zip => new UnpackedStream(source, compression, await ZipEntryStream.OpenAsync(source, cancellationToken)),
            _ => new UnpackedStream(source, compression, null),
        };
    }

    /// <summary>How a file is packed by its first bytes.</summary>
    /// <exception cref="ExplorerException">Something else was chosen.</exception>
    public static Compression Find(ReadOnlySpan<byte> start, Compression? chosen)
    {
        var found = start switch
        {
            [0x1F, 0x8B, ..] => Compression.Gzip,
            [0x50, 0x4B, 3, 4, ..] => Compression.Zip,
            _ => Compression.None,
        };
        return chosen is null || chosen == found
            ? found
            : throw new ExplorerException(
                $"The file was to be read as {NameOf(chosen.Value)}, but its first bytes say that it is {NameOf(found)}. Choose that, or let the compression be guessed.");
    }

    public ValueTask DisposeAsync() => _unpacking?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string NameOf(Compression compression) => compression switch
    {
        Compression.Gzip => "compressed with gzip",
        Compression.Zip => "a zip archive",
        _ => "not compressed",
    };
}
