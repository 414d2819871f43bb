using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Explorer.Lab.Work;

/// <summary>
/// How a person's wish reaches a background worker: one signal that there is work, and for each running thing one stop and one nudge.
/// </summary>
/// <typeparam name="TId">Identity of what runs.</typeparam>
public sealed class WorkSignals<TId>
    where TId : notnull
{
    private readonly Channel<bool> _wake = OneSlot();
    private readonly ConcurrentDictionary<TId, CancellationTokenSource> _running = new();
    private readonly ConcurrentDictionary<TId, Channel<bool>> _nudges = new();

    /// <summary>Tells the worker to look for work.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Waits until there may be work.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _wake.Reader.ReadAsync(cancellationToken);

    /// <summary>Tells whoever works on this that something about it has changed; does nothing when nobody waits to be told.</summary>
    public void Nudge(TId id)
    {
        if (_nudges.TryGetValue(id, out var nudges))
        {
            nudges.Writer.TryWrite(true);
        }
    }

    /// <summary>Opens the nudges of something that runs. What is nudged between this and <see cref="ChannelReader{T}.ReadAsync"/> is not missed.</summary>
    public ChannelReader<bool> Listen(TId id) => _nudges.GetOrAdd(id, _ => OneSlot()).Reader;

    /// <summary>Closes the nudges.</summary>
    public void Unlisten(TId id) => _nudges.TryRemove(id, out _);

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

    private static Channel<bool> OneSlot() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
}
