using System.CommandLine;
using System.Net;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Host;

/// <summary>Where a host listens, and whether it may do so without TLS.</summary>
internal static class HostAddress
{
    public static Option<bool> HttpOption() => new("--http") { Description = "Plain HTTP, for tests on this machine; refused on any address but loopback." };

    public static Option<string?> BindOption() => new("--bind") { Description = "Address to listen on. Default: loopback." };

    /// <exception cref="CommandException">The address is none, or plain HTTP would leave this machine.</exception>
    public static IPAddress? Read(string? bind, bool http)
    {
        if (bind is null or "localhost")
            return null;
        if (!IPAddress.TryParse(bind, out var address))
            throw new CommandException($"--bind: '{bind}' is not an IP address. Write for example 127.0.0.1 or 0.0.0.0.");
        return http && !IPAddress.IsLoopback(address)
            ? throw new CommandException($"--http: {address} can be reached from other machines, and the token would travel in clear. Leave out --http, or --bind.")
            : address;
    }
}
