using Explorer.Recommender;
using Explorer.Recommender.Likes.Tables;

namespace Explorer.Lab.Datasets;

/// <summary>A file on its way from the web: not longer than allowed, and given up when nothing comes any more.</summary>
/// <param name="inner">Not disposed here.</param>
/// <param name="address">Where it comes from, for messages.</param>
/// <param name="maxBytes">How many bytes may come.</param>
/// <param name="patience">How long to wait for the next ones.</param>
internal sealed class DownloadStream(Stream inner, Uri address, long maxBytes, TimeSpan patience) : AsyncReadStream
{
    private long _read;

    public static ExplorerException Unreachable(Uri address, Exception exception) => new(
        $"{address.Host} could not be asked for the file: {(exception is HttpRequestException ? exception.Message.TrimEnd('.') : "it did not answer in time")}. Nothing was stored. Check the address and the connection, or download the file and upload it.",
        innerException: exception);

    public static ExplorerException TooLarge(Uri address, long maxBytes) => new(
        FormattableString.Invariant($"The file at {address.Host} has more than the {maxBytes:N0} bytes that the setting Import:MaxUploadBytes allows. Choose a smaller one, or raise the setting."),
        Refusal.TooLarge);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        waiting.CancelAfter(patience);
        try
        {
            var read = await inner.ReadAsync(buffer, waiting.Token);
            _read += read;
            return _read <= maxBytes ? read : throw TooLarge(address, maxBytes);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(address, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new ExplorerException($"The connection to {address.Host} broke while the file was on its way. Nothing was stored. Try again.", innerException: exception);
        }
    }
}
