using System.Net;
using System.Net.Sockets;

namespace Explorer.Lab.Network;

/// <summary>Makes HTTP handlers that connect only to allowed addresses, wherever names and redirects lead.</summary>
internal static class GuardedHandler
{
    private const int MaxRedirects = 4;

    /// <param name="allowsPrivate">Whether private and loopback addresses are allowed.</param>
    /// <param name="setting">The key of the setting that says so, for the message.</param>
    public static SocketsHttpHandler Create(bool allowsPrivate, string setting) =>
        Create(allowsPrivate ? _ => true : WebAddress.IsPublic, setting);

    /// <param name="isAllowed">Decides about every address before it is connected to.</param>
    /// <param name="setting">The key of the setting that allows private addresses.</param>
    public static SocketsHttpHandler Create(Func<IPAddress, bool> isAllowed, string setting) => new()
    {
        AutomaticDecompression = DecompressionMethods.All,
        MaxAutomaticRedirections = MaxRedirects,
        MaxResponseHeadersLength = 64,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
        // Behind a proxy the check below would see the proxy's address and nothing else.
        UseProxy = false,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, isAllowed, setting, cancellationToken),
    };

    /// <summary>Resolves and connects in one step, so that a name cannot change its meaning between check and use.</summary>
    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target, Func<IPAddress, bool> isAllowed, string setting, CancellationToken cancellationToken)
    {
        var found = await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        var allowed = found.Where(isAllowed).ToArray();
        if (allowed.Length == 0)
        {
            throw new HttpRequestException($"{target.Host} is a private address. Only public addresses are called, unless {setting} is true.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
