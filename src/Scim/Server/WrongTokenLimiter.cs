using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Sutler.Scim.Server;

/// <summary>
/// Counts wrong tokens by the address they come from, so that guessing gets slow. Who sends the right token is never held up, whatever others
/// at the same address do. Keeps a bounded number of addresses; any number of threads.
/// </summary>
internal sealed class WrongTokenLimiter(ScimServerOptions options, TimeProvider clock)
{
    private const int MaxAddresses = 10_000;
    private const int PrefixBytes = 8;

    private readonly ConcurrentDictionary<IPAddress, Window> _windows = new();

    /// <summary>How many addresses are kept.</summary>
    public int Addresses => _windows.Count;

    /// <summary>Notes a wrong token.</summary>
    /// <returns>How long to wait before the next; null while the limit is not reached.</returns>
    public TimeSpan? Note(IPAddress? address)
    {
        var now = clock.GetTimestamp();
        if (_windows.Count >= MaxAddresses)
            Forget(now);
        var window = _windows.AddOrUpdate(
            Source(address),
            static (_, at) => new Window(at.Now, 1),
            static (_, old, at) => at.Limiter.IsOver(old, at.Now) ? new Window(at.Now, 1) : old with { Count = old.Count + 1 },
            (Now: now, Limiter: this));
        return window.Count > options.WrongTokens ? options.WrongTokenWindow - clock.GetElapsedTime(window.Start, now) : null;
    }

    // An attacker with more addresses than are kept makes the counting begin anew, and gains a limit's worth of guesses by it.
    private void Forget(long now)
    {
        foreach (var (source, window) in _windows)
        {
            if (IsOver(window, now))
                _windows.TryRemove(source, out _);
        }
        if (_windows.Count >= MaxAddresses)
            _windows.Clear();
    }

    private bool IsOver(Window window, long now) => clock.GetElapsedTime(window.Start, now) >= options.WrongTokenWindow;

    // One who has an IPv6 address usually has the whole of its /64.
    private static IPAddress Source(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, PrefixBytes, bytes.Length - PrefixBytes);
        return new IPAddress(bytes);
    }

    private readonly record struct Window(long Start, int Count);
}
