using System.Net;
using System.Security.Cryptography;
using Sutler.Tunnel.Tests.Kit;

namespace Sutler.Tunnel.Tests.Relay;

/// <summary>64 MB each way; while one end does not read, the other end is held back, which is what keeps memory flat.</summary>
public sealed class LargeBodyTests
{
    private const int Size = 64 * 1024 * 1024;
    private const int Piece = 64 * 1024;
    private const int HeldBack = 32 * 1024 * 1024;

    [Fact]
    public async Task Streams_a_large_answer_and_holds_the_target_back_while_nobody_reads()
    {
        long sent = 0;
        await using var scene = await TunnelScene.StartAsync(async c =>
        {
            foreach (var piece in Pieces())
            {
                await c.Response.Body.WriteAsync(piece);
                Interlocked.Add(ref sent, piece.Length);
            }
        });
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();
        using var response = await client.GetAsync(scene.Target.Url + "/x", HttpCompletionOption.ResponseHeadersRead, TestLimits.Token());

        await StandsStillAsync(() => Interlocked.Read(ref sent));
        Interlocked.Read(ref sent).ShouldBeLessThan(HeldBack);
        var hash = await SHA256.HashDataAsync(await response.Content.ReadAsStreamAsync());

        hash.ShouldBe(Expected());
        scene.Service.Relay.Connected.ShouldHaveSingleItem().InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task Streams_a_large_request_and_holds_the_caller_back_while_the_target_does_not_read()
    {
        var gate = new Gate();
        long sent = 0;
        byte[] hash = [];
        await using var scene = await TunnelScene.StartAsync(async c =>
        {
            await gate.EnterAsync();
            hash = await SHA256.HashDataAsync(c.Request.Body);
        });
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();

        var call = client.PostAsync(scene.Target.Url + "/x", new PiecesContent(count => Interlocked.Add(ref sent, count)), TestLimits.Token());
        await gate.EnteredAsync();
        await StandsStillAsync(() => Interlocked.Read(ref sent));
        Interlocked.Read(ref sent).ShouldBeLessThan(HeldBack);
        gate.Open();

        (await call).StatusCode.ShouldBe(HttpStatusCode.OK);
        hash.ShouldBe(Expected());
    }

    [Fact]
    public async Task Answers_small_requests_while_a_large_answer_stands_still()
    {
        await using var scene = await TunnelScene.StartAsync(async c =>
        {
            if (c.Request.Path == "/small")
                return;
            foreach (var piece in Pieces())
                await c.Response.Body.WriteAsync(piece);
        });
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();
        using var stalled = await client.GetAsync(scene.Target.Url + "/large", HttpCompletionOption.ResponseHeadersRead, TestLimits.Token());

        for (var i = 0; i < 100; i++)
            (await client.GetAsync(scene.Target.Url + "/small", TestLimits.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Waits until the count has not moved for a quarter of a second.</summary>
    private static async Task StandsStillAsync(Func<long> count)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        long before;
        do
        {
            before = count();
            await tick.WaitForNextTickAsync(TestLimits.Token());
        }
        while (before == 0 || count() != before);
    }

    private static IEnumerable<byte[]> Pieces()
    {
        var random = new Random(1);
        for (var i = 0; i < Size / Piece; i++)
        {
            var piece = new byte[Piece];
            random.NextBytes(piece);
            yield return piece;
        }
    }

    private static byte[] Expected()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var piece in Pieces())
            hash.AppendData(piece);
        return hash.GetHashAndReset();
    }

    private sealed class PiecesContent(Action<int> sent) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (var piece in Pieces())
            {
                await stream.WriteAsync(piece);
                sent(piece.Length);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
