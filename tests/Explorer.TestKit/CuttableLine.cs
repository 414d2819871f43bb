using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Explorer.TestKit;

/// <summary>A line to a server that can be cut and mended: a relay on a port of its own. Cut, it drops what is connected and takes nothing new.</summary>
public sealed class CuttableLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<TcpClient, Task> _open = new();
    private readonly Uri _server;
    private readonly Task _listening;
    private volatile bool _isCut;

    public CuttableLine(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        _server = server;
        _listener.Start();
        Address = new Uri($"http://{server.Host}:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _listening = ListenAsync();
    }

    /// <summary>Where a browser goes instead of to the server.</summary>
    public Uri Address { get; }

    public void Cut()
    {
        _isCut = true;
        foreach (var client in _open.Keys)
        {
            client.Close();
        }
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Cut();
        _listener.Dispose();
        await _listening;
        await Task.WhenAll(_open.Values);
        _end.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                if (_isCut)
                {
                    client.Dispose();
                }
                else
                {
                    _open[client] = RelayAsync(client);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port, _end.Token);
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream(), _end.Token), server.GetStream().CopyToAsync(client.GetStream(), _end.Token));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The line was cut, or one end has gone: that is what it is for.
        }
        finally
        {
            client.Dispose();
            _open.TryRemove(client, out _);
        }
    }
}
