using System.Net;
using System.Net.Sockets;

namespace Sutler.Service.Targets;

/// <summary>
/// Opens connections to targets that the service reaches by itself. A name is resolved once, and the connection goes to an address that was
/// checked: a name that changes its address in between gains nothing.
/// </summary>
internal sealed class DirectConnector(TargetOptions options)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var isPlain = context.InitialRequestMessage.RequestUri?.Scheme == "http";
        return await ConnectAsync(context.DnsEndPoint, isPlain, cancellationToken);
    }

    public async Task<NetworkStream> ConnectAsync(DnsEndPoint endpoint, bool isPlain, CancellationToken cancellationToken)
    {
        SocketException? failure = null;
        foreach (var address in await ResolveAsync(endpoint, isPlain, cancellationToken))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, endpoint.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException exception)
            {
                socket.Dispose();
                failure = exception;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new HttpRequestException(HttpRequestError.ConnectionError, $"{endpoint.Host}:{endpoint.Port} cannot be connected to ({failure?.Message}).", failure);
    }

    /// <summary>The addresses of a name that may be connected to.</summary>
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(DnsEndPoint endpoint, bool isPlain, CancellationToken cancellationToken)
    {
        var all = await LookUpAsync(endpoint.Host, cancellationToken);
        string? refusal = null;
        var allowed = new List<IPAddress>();
        foreach (var address in all)
        {
            var why = AddressGuard.Refusal(address, options.AllowLoopback)
                ?? (isPlain && !IPAddress.IsLoopback(address) ? "off this machine, and plain HTTP would show the token to everybody on the way. Use https" : null);
            if (why is null)
                allowed.Add(address);
            refusal ??= why;
        }

        return allowed.Count > 0
            ? allowed
            : throw new HttpRequestException(HttpRequestError.ConnectionError, $"The service does not connect to {endpoint.Host}: it is {refusal ?? "without an address"}.");
    }

    private static async Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
            return [literal];
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (SocketException exception)
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, $"The name {host} cannot be resolved ({exception.Message}).", exception);
        }
    }
}
