using System.Text.Json;
using Sutler.Tunnel.Agent;
using Sutler.Tunnel.Agent.Join;
using Sutler.Tunnel.Tests.Kit;

namespace Sutler.Tunnel.Tests.Agent.Join;

public sealed class AgentJoinTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Leaves_a_folder_that_only_its_owner_reads()
    {
        await using var service = await TestService.StartAsync();

        var result = await TestAgent.JoinAsync(service, _folder.Sub("a"));

        result.AgentId.ShouldBe("agent-1");
        result.AlreadyJoined.ShouldBeFalse();
        Directory.GetFiles(_folder.Sub("a")).Select(Path.GetFileName).ShouldBe(["agent.json", "agent.pem", "authority.pem"], ignoreOrder: true);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.GetFiles(_folder.Sub("a")))
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        using var config = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.Sub("a/agent.json")));
        config.RootElement.GetProperty("allow")[0].GetProperty("url").GetString().ShouldBe("https://localhost:8585/");
        (await File.ReadAllTextAsync(_folder.Sub("a/agent.json"))).ShouldNotContain(TestService.Token);
    }

    [Fact]
    public async Task Never_sends_the_private_key()
    {
        await using var service = await TestService.StartAsync();

        await TestAgent.JoinAsync(service, _folder.Sub("a"));

        service.Joins.ShouldHaveSingleItem().ShouldStartWith("-----BEGIN CERTIFICATE REQUEST-----");
        service.Joins[0].ShouldNotContain("PRIVATE KEY");
    }

    [Fact]
    public async Task Finds_an_earlier_join_and_sends_nothing()
    {
        await using var service = await TestService.StartAsync();
        await TestAgent.JoinAsync(service, _folder.Sub("a"));

        var again = await TestAgent.JoinAsync(service, _folder.Sub("a"));

        again.AlreadyJoined.ShouldBeTrue();
        again.AgentId.ShouldBe("agent-1");
        service.Joins.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Becomes_a_new_agent_when_told_to()
    {
        await using var service = await TestService.StartAsync();
        await TestAgent.JoinAsync(service, _folder.Sub("a"));

        var again = await AgentJoin.RunAsync(Options(service.ServiceUrl) with { Replace = true }, TestLimits.Token());

        again.AgentId.ShouldBe("agent-2");
        await using var agent = await (await TestAgent.RunAsync(_folder.Sub("a"))).ConnectedAsync();
        agent.Status.AgentId.ShouldBe("agent-2");
    }

    [Fact]
    public async Task Refuses_to_change_the_service_silently()
    {
        await using var service = await TestService.StartAsync();
        await TestAgent.JoinAsync(service, _folder.Sub("a"));

        var refusal = await Should.ThrowAsync<JoinException>(AgentJoin.RunAsync(Options("https://other.example"), TestLimits.Token()));

        refusal.Message.ShouldContain("--replace");
    }

    /// <summary>A crash leaves a prefix of the files in the order they are written: each prefix, then the same command again.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Ends_in_the_same_membership_after_a_crash_at_any_point(int written)
    {
        await using var service = await TestService.StartAsync();
        await CrashAfterAsync(service, written);

        await TestAgent.JoinAsync(service, _folder.Sub("a"));

        service.Joins.Count.ShouldBe(written == 4 ? 1 : 2);
        service.Joins.Select(PublicKey).Distinct().Count().ShouldBe(written == 0 ? 2 : 1);
        await using var agent = await (await TestAgent.RunAsync(_folder.Sub("a"))).ConnectedAsync();
        File.Exists(_folder.Sub("a/agent.pending.key")).ShouldBeFalse();
    }

    [Fact]
    public async Task Asks_again_with_the_same_key_when_the_answer_was_lost()
    {
        await using var service = await TestService.StartAsync();
        service.BeforeJoinAnswer = () => throw new InvalidOperationException("the answer is lost");
        await Should.ThrowAsync<JoinException>(TestAgent.JoinAsync(service, _folder.Sub("a")));
        service.BeforeJoinAnswer = null;

        await TestAgent.JoinAsync(service, _folder.Sub("a"));

        PublicKey(service.Joins[0]).ShouldBe(PublicKey(service.Joins[1]));
    }

    [Fact]
    public async Task Gives_the_services_own_words_when_it_refuses()
    {
        await using var service = await TestService.StartAsync();

        var refusal = await Should.ThrowAsync<JoinException>(
            AgentJoin.RunAsync(Options(service.ServiceUrl) with { Token = "wrong-token" }, TestLimits.Token()));

        refusal.Message.ShouldContain("The token is not known.");
        refusal.ToString().ShouldNotContain("wrong-token");
        File.Exists(_folder.Sub("a/agent.json")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("ftp://localhost")]
    [InlineData("localhost:8080")]
    [InlineData("")]
    public async Task Refuses_an_address_that_would_show_the_token(string url)
    {
        await Should.ThrowAsync<JoinException>(AgentJoin.RunAsync(Options(url), TestLimits.Token()));

        File.Exists(_folder.Sub("a/agent.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Says_that_nothing_answers()
    {
        var refusal = await Should.ThrowAsync<JoinException>(AgentJoin.RunAsync(Options("http://127.0.0.1:1"), TestLimits.Token()));

        refusal.Message.ShouldContain("cannot be reached");
    }

    [Fact]
    public void Says_how_to_join_when_the_folder_is_empty() =>
        Should.Throw<AgentConfigException>(
            () => AgentRole.Create(new AgentOptions { DataFolder = _folder.Sub("a") })).Message.ShouldContain("agent join");

    [Fact]
    public async Task Says_which_file_is_damaged()
    {
        await using var service = await TestService.StartAsync();
        await TestAgent.JoinAsync(service, _folder.Sub("a"));
        await File.WriteAllTextAsync(_folder.Sub("a/agent.json"), "{ not json");

        Should.Throw<AgentConfigException>(
            () => AgentRole.Create(new AgentOptions { DataFolder = _folder.Sub("a") })).Message.ShouldContain("agent.json");
    }

    private static string PublicKey(string request) => Convert.ToHexString(System.Security.Cryptography.X509Certificates.CertificateRequest
        .LoadSigningRequestPem(request, System.Security.Cryptography.HashAlgorithmName.SHA256).PublicKey.ExportSubjectPublicKeyInfo());

    private JoinOptions Options(string url) => new() { ServiceUrl = url, Token = TestService.Token, DataFolder = _folder.Sub("a") };

    /// <summary>Joins in another folder, and takes over the files that were written before the crash.</summary>
    private async Task CrashAfterAsync(TestService service, int written)
    {
        Directory.CreateDirectory(_folder.Sub("a"));
        service.BeforeJoinAnswer = () =>
        {
            Directory.CreateDirectory(_folder.Sub("keep"));
            File.Copy(_folder.Sub("crashed/agent.pending.key"), _folder.Sub("keep/agent.pending.key"));
            return Task.CompletedTask;
        };
        await TestAgent.JoinAsync(service, _folder.Sub("crashed"));
        service.BeforeJoinAnswer = null;
        string[] order = ["keep/agent.pending.key", "crashed/authority.pem", "crashed/agent.pem", "crashed/agent.json"];
        foreach (var file in order.Take(written))
            File.Copy(_folder.Sub(file), Path.Combine(_folder.Sub("a"), Path.GetFileName(file)));
    }
}
