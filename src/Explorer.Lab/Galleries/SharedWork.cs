using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace Explorer.Lab.Galleries;

/// <summary>
/// Work that takes seconds, done once however many ask for it: who asks second waits for the first's, who leaves does not stop it for the
/// others, and what is finished is kept for a while.
/// </summary>
internal sealed class SharedWork(IMemoryCache cache) : IAsyncDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<object, Lazy<Task<object>>> _underWay = new();
    private readonly ConcurrentDictionary<object, double> _progress = new();
    private readonly CancellationTokenSource _closing = new();

    /// <summary>The result, computed when it is not there.</summary>
    /// <param name="key">Names the work; equal keys mean equal results.</param>
    /// <param name="compute">Runs on a thread of its own; reports its progress, 0 … 1.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<T> GetAsync<T>(object key, Func<IProgress<double>, CancellationToken, Task<T>> compute, CancellationToken cancellationToken)
        where T : class
    {
        if (cache.TryGetValue(key, out T? kept) && kept is not null)
        {
            return kept;
        }

        var work = _underWay.GetOrAdd(key, _ => new Lazy<Task<object>>(() => Task.Run(() => RunAsync(key, compute))));
        return (T)await work.Value.WaitAsync(cancellationToken);
    }

    /// <summary>How far work under way is, 0 … 1; null when it is not under way.</summary>
    public double? ProgressOf(object key) => _underWay.ContainsKey(key) ? _progress.GetValueOrDefault(key) : null;

    /// <summary>Stops what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();

        // How each ended is for those who asked for it; here it only has to have ended.
        await Task.WhenAll(_underWay.Values.Select(work => work.Value)).ContinueWith(static _ => { }, TaskScheduler.Default);
        _closing.Dispose();
    }

    private async Task<object> RunAsync<T>(object key, Func<IProgress<double>, CancellationToken, Task<T>> compute)
        where T : class
    {
        try
        {
            var result = await compute(new Share(this, key), _closing.Token);
            return cache.Set(key, result, new MemoryCacheEntryOptions { SlidingExpiration = Kept });
        }
        finally
        {
            _underWay.TryRemove(key, out _);
            _progress.TryRemove(key, out _);
        }
    }

    private sealed class Share(SharedWork work, object key) : IProgress<double>
    {
        public void Report(double value) => work._progress[key] = value;
    }
}
