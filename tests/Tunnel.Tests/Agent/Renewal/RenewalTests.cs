using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Sutler.Tunnel.Agent.Renewal;
using Sutler.Tunnel.Tests.Kit;

namespace Sutler.Tunnel.Tests.Agent.Renewal;

public sealed class RenewalTests
{
    [Fact]
    public void Is_due_after_two_thirds_of_the_life_and_well_before_its_end() => Prop.ForAll<PositiveInt, int>((hours, seed) =>
    {
        var begin = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var life = TimeSpan.FromHours(hours.Get);
        var share = (RenewalSchedule.DueAt(begin, begin + life, new Random(seed).NextDouble()) - begin) / life;
        return share is >= 0.66 and < 0.75;
    }).Check(Seeds.Fixed);

    [Fact]
    public async Task Moves_to_a_tunnel_under_the_new_certificate_without_losing_a_request()
    {
        await using var scene = await TunnelScene.StartAsync(c => c.Response.WriteAsync("done"));
        scene.Service.AgentLife = TimeSpan.FromSeconds(30); // With the back-dating, two thirds of its life are over already.
        await TestAgent.JoinAsync(scene.Service, scene.Folder.Sub("agent"));
        scene.Service.AgentLife = TimeSpan.FromDays(30);
        using var client = scene.Service.Client();

        await using var agent = await TestAgent.RunAsync(scene.Folder.Sub("agent"), scene.Target);
        for (var i = 0; i < 200 || scene.Service.Renewals == 0; i++)
            (await client.GetStringAsync(scene.Target.Url + "/x", TestLimits.Token())).ShouldBe("done");

        await TestLimits.UntilAsync(
            () => agent.Status.CertificateNotAfter > TimeProvider.System.GetUtcNow().AddDays(29), "the certificate is renewed");
        await TestLimits.UntilAsync(() => scene.Service.Relay.Connected.Count == 1, "one tunnel is left");
        scene.Service.Renewals.ShouldBe(1);
        File.Exists(scene.Folder.Sub("agent/agent.pending.key")).ShouldBeFalse();
    }

    [Fact]
    public async Task Ends_the_tunnel_with_the_certificate_when_no_renewal_comes()
    {
        await using var scene = await TunnelScene.StartAsync(c => c.Response.WriteAsync("done"));
        scene.Service.AgentLife = TimeSpan.FromSeconds(5);
        scene.Service.RefuseRenewals = true;
        await scene.AddAgentAsync();

        await TestLimits.UntilAsync(() => scene.Service.Relay.Connected.Count == 0, "the tunnel ends");

        scene.Service.Renewals.ShouldBe(0);
    }

    [Fact]
    public async Task Uses_the_renewed_certificate_after_a_restart()
    {
        await using var scene = await TunnelScene.StartAsync(c => c.Response.WriteAsync("done"));
        scene.Service.AgentLife = TimeSpan.FromSeconds(30);
        await TestAgent.JoinAsync(scene.Service, scene.Folder.Sub("agent"));
        await using (var agent = await TestAgent.RunAsync(scene.Folder.Sub("agent"), scene.Target))
            await TestLimits.UntilAsync(
                () => agent.Status.CertificateNotAfter > TimeProvider.System.GetUtcNow().AddDays(29), "the certificate is renewed");

        await using var again = await (await TestAgent.RunAsync(scene.Folder.Sub("agent"), scene.Target)).ConnectedAsync();

        again.Status.CertificateNotAfter.ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().AddDays(29));
        scene.Service.Renewals.ShouldBe(1);
    }
}
