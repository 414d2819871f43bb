using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;

namespace Explorer.Lab.Thumbnails;

/// <summary>
/// Gives every item a picture: a kept one, else one from its source made small, else a drawn one. It never fails a page: what goes wrong
/// is logged once and remembered for some minutes.
/// </summary>
/// <remarks>A picture is fetched once, however many ask for it, and only a few at once from each source. Fetching goes on when who asked first has left.</remarks>
public sealed class ThumbnailCache : IAsyncDisposable
{
    /// <summary>Beyond this many wanted pictures further ones are drawn at once: who scrolls on does not wait for them.</summary>
    private const int MaxUnderWay = 500;

    private readonly Dictionary<ThumbnailSourceKind, IThumbnailSource> _sources;
    private readonly ThumbnailStore _store;
    private readonly ThumbnailOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ThumbnailCache> _logger;
    private readonly FailureMemory _failures;
    private readonly FailureMemory _warnings;
    private readonly Dictionary<ThumbnailSourceKind, SemaphoreSlim> _places;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<Thumbnail?>>> _underWay = new();

    /// <summary>Takes its parts from the services of <see cref="ThumbnailServices"/>.</summary>
    public ThumbnailCache(
        IEnumerable<IThumbnailSource> sources,
        ThumbnailStore store,
        IOptions<ThumbnailOptions> options,
        TimeProvider time,
        ILogger<ThumbnailCache> logger)
    {
        ArgumentNullException.ThrowIfNull(options);

        _sources = sources.ToDictionary(source => source.Kind);
        _store = store;
        _options = options.Value;
        _time = time;
        _logger = logger;
        _failures = new FailureMemory(time);
        _warnings = new FailureMemory(time);
        _places = _sources.Keys.ToDictionary(kind => kind, _ => new SemaphoreSlim(_options.MaxConcurrentDownloads));
    }

    /// <summary>The picture of an item.</summary>
    /// <param name="source">Where the person wants pictures from.</param>
    /// <param name="cancellationToken">Stops waiting; a download under way goes on for the next who asks.</param>
    /// <returns>A picture, always; a drawn one where there is no other.</returns>
    public async Task<Thumbnail> GetAsync(ThumbnailSourceKind source, ThumbnailRequest item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);

        if (!_sources.TryGetValue(source, out var asked) || asked.KeyOf(item) is not { Length: > 0 } itemKey)
        {
            return Draw(item, isFinal: true);
        }

        var key = $"{asked.Kind}\n{itemKey}";
        if (await _store.FindAsync(key, evenOld: false, cancellationToken) is { } kept)
        {
            return kept;
        }

        if (_failures.Has(key) || (_underWay.Count >= MaxUnderWay && !_underWay.ContainsKey(key)) || _closing.IsCancellationRequested)
        {
            return await StandInAsync(item, key, cancellationToken);
        }

        var download = _underWay.GetOrAdd(key, _ => new Lazy<Task<Thumbnail?>>(() => FetchAsync(asked, item, key)));
        return await download.Value.WaitAsync(cancellationToken) ?? await StandInAsync(item, key, cancellationToken);
    }

    /// <summary>Stops the downloads under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_underWay.Values.Select(download => download.Value));
        _closing.Dispose();
        foreach (var places in _places.Values)
        {
            places.Dispose();
        }
    }

    /// <summary>An outdated picture is better than none.</summary>
    private async Task<Thumbnail> StandInAsync(ThumbnailRequest item, string key, CancellationToken cancellationToken) =>
        await _store.FindAsync(key, evenOld: true, cancellationToken) ?? Draw(item, isFinal: false);

    private static Thumbnail Draw(ThumbnailRequest item, bool isFinal) =>
        new(Encoding.UTF8.GetBytes(DrawnThumbnails.Svg(item.ItemId, item.Name)), DrawnThumbnails.ContentType, isFinal);

    /// <summary>Never fails, since several may await it and none could do better.</summary>
    private async Task<Thumbnail?> FetchAsync(IThumbnailSource source, ThumbnailRequest item, string key)
    {
        await Task.Yield();
        try
        {
            var places = _places[source.Kind];
            await places.WaitAsync(_closing.Token);
            try
            {
                return await ReadAndShrinkAsync(source, item, key);
            }
            finally
            {
                places.Release();
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException or OperationCanceledException or IOException
            or UnauthorizedAccessException or InvalidDataException or UriFormatException or InvalidOperationException)
        {
            Remember(source, key, exception);
            return null;
        }
        finally
        {
            _underWay.TryRemove(key, out _);
        }
    }

    private async Task<Thumbnail?> ReadAndShrinkAsync(IThumbnailSource source, ThumbnailRequest item, string key)
    {
        // The client's own timeouts end with the headers; this one also ends a body that only trickles.
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(ThumbnailServices.AttemptsInAll * _options.TimeoutSeconds), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _closing.Token);
        if (await source.ReadAsync(item, either.Token) is not { } file)
        {
            _failures.Add(key);
            _logger.LogDebug("{Source} has no picture of {ItemId}", source.Name, item.ItemId);
            return null;
        }

        var bytes = await PictureShrinking.ShrinkAsync(file, _closing.Token);
        await _store.KeepAsync(key, bytes, _closing.Token);
        return new Thumbnail(bytes, PictureShrinking.ContentType, true);
    }

    /// <summary>One warning a source and some minutes: without network every picture fails, and one line says it.</summary>
    private void Remember(IThumbnailSource source, string key, Exception exception)
    {
        _failures.Add(key);
        var level = _warnings.Add(source.Name) ? LogLevel.Warning : LogLevel.Debug;
        _logger.Log(level, "No picture from {Source}, a drawn one stands in for it for some minutes: {Reason}", source.Name, exception.Message);
    }
}
