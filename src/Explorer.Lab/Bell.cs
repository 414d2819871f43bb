using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Explorer.Lab;

/// <summary>
/// Tells listeners that something has changed, never what: they read the store. Ringing an already ringing bell does nothing, so
/// no queue can overflow. Safe for any number of threads.
/// </summary>
/// <param name="time">For the rest between two rings.</param>
public sealed class Bell(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Channel<bool>>> _listeners = new(StringComparer.Ordinal);

    /// <summary>Rings for everyone who listens to the topic. Never blocks.</summary>
    public void Ring(string topic)
    {
        lock (_lock)
        {
            foreach (var listener in _listeners.GetValueOrDefault(topic, []))
            {
                listener.Writer.TryWrite(true);
            }
        }
    }

    /// <summary>Yields once at the start, so that the first read is the same as every later one, and then after each ring.</summary>
    /// <param name="topic">See <see cref="Topics"/>.</param>
    /// <param name="rest">The shortest time between two yields; rings in between become one.</param>
    /// <param name="cancellationToken">Ends the listening without an exception for the caller's loop.</param>
    public async IAsyncEnumerable<int> ListenAsync(
        string topic,
        TimeSpan rest,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listener = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        Add(topic, listener);
        try
        {
            for (var count = 0; !cancellationToken.IsCancellationRequested; count++)
            {
                yield return count;
                if (!await WaitAsync(listener, rest, cancellationToken))
                {
                    yield break;
                }
            }
        }
        finally
        {
            Remove(topic, listener);
        }
    }

    /// <summary>How many listen to a topic now.</summary>
    public int ListenerCount(string topic)
    {
        lock (_lock)
        {
            return _listeners.GetValueOrDefault(topic, []).Count;
        }
    }

    private async Task<bool> WaitAsync(Channel<bool> listener, TimeSpan rest, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(rest, time, cancellationToken);
            return await listener.Reader.ReadAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Add(string topic, Channel<bool> listener)
    {
        lock (_lock)
        {
            if (!_listeners.TryGetValue(topic, out var listeners))
            {
                _listeners[topic] = listeners = [];
            }

            listeners.Add(listener);
        }
    }

    private void Remove(string topic, Channel<bool> listener)
    {
        lock (_lock)
        {
            var listeners = _listeners[topic];
            listeners.Remove(listener);
            if (listeners.Count == 0)
            {
                _listeners.Remove(topic);
            }
        }
    }
}
