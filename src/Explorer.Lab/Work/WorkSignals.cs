using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Explorer.Lab.Work;

/// <summary>How a person's wish reaches a background worker: one signal that there is work, and one stop for each running thing.</summary>
/// <typeparam name="TId">Identity of what runs.</typeparam>
public sealed class WorkSignals<TId>
    where TId : notnull
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<TId, CancellationTokenSource> _running = new();

    /// <summary>Tells the worker to look for work.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Waits until there may be work.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _wake.Reader.ReadAsync(cancellationToken);

    /// <summary>Opens the stop of something that starts to run. Call before its state says “running”, so that no stop is missed.</summary>
    /// <param name="id">What runs.</param>
    /// <param name="stopping">Trips it as well: the process is about to end.</param>
    public CancellationTokenSource Begin(TId id, CancellationToken stopping) =>
        _running[id] = CancellationTokenSource.CreateLinkedTokenSource(stopping);

    /// <summary>Closes the stop.</summary>
    public void End(TId id)
    {
        if (_running.TryRemove(id, out var source))
        {
            source.Dispose();
        }
    }

    /// <summary>Stops what runs under this identity; does nothing when nothing does.</summary>
    public void Stop(TId id)
    {
        if (_running.TryGetValue(id, out var source))
        {
            try
            {
                source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended between the look and the call: nothing is left to stop.
            }
        }
    }
}
