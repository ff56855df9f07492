using System.Net;
using Sutler.Scim.Server;
using Sutler.Testing;

namespace Sutler.Scim.Tests.Server;

public class GuardTests
{
    private static readonly ScimServerOptions _options = new() { WrongTokens = 3, WrongTokenWindow = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task Slows_down_who_guesses_and_never_who_knows()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        await using var server = await ScimTestServer.StartAsync(clock: clock, options: _options);

        for (var i = 0; i < 3; i++)
            (await StatusAsync(server, "Bearer guess")).ShouldBe(401);
        clock.Advance(TimeSpan.FromSeconds(20));
        var limited = await server.SendAsync(HttpMethod.Get, "/Users", headers: ("Authorization", "Bearer guess"));
        ((int)limited.StatusCode).ShouldBe(429);
        limited.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(40));

        (await StatusAsync(server, "Bearer " + MemoryEndpoint.Token)).ShouldBe(200);
        // Nothing was guessed, so nothing is counted.
        (await StatusAsync(server, "")).ShouldBe(401);
        clock.Advance(TimeSpan.FromSeconds(41));
        (await StatusAsync(server, "Bearer guess")).ShouldBe(401);
    }

    [Fact]
    public void Counts_by_address_and_by_network_of_version_6()
    {
        var limiter = new WrongTokenLimiter(_options with { WrongTokens = 1 }, new ManualTimeProvider(DateTimeOffset.UnixEpoch));

        foreach (var (address, limited) in new[]
        {
            ("10.0.0.1", false), ("10.0.0.2", false), ("10.0.0.1", true), ("::ffff:10.0.0.2", true), ("2001:db8::1", false), ("2001:db8::2", true), ("2001:db8:0:1::1", false),
        })
        {
            limiter.Note(IPAddress.Parse(address)).HasValue.ShouldBe(limited, address);
        }
        limiter.Note(null).ShouldBeNull();
        limiter.Note(null).ShouldNotBeNull();
    }

    [Fact]
    public void Keeps_a_bounded_number_of_addresses()
    {
        var limiter = new WrongTokenLimiter(_options, new ManualTimeProvider(DateTimeOffset.UnixEpoch));
        for (var i = 0; i < 50_000; i++)
            limiter.Note(new IPAddress(0x0A000000L + i)).ShouldBeNull();

        limiter.Addresses.ShouldBeLessThanOrEqualTo(10_000);
    }

    private static async Task<int> StatusAsync(ScimTestServer server, string authorization) =>
        (int)(await server.SendAsync(HttpMethod.Get, "/Users", headers: ("Authorization", authorization))).StatusCode;
}
