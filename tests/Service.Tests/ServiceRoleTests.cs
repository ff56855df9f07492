using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Sutler.Testing;

namespace Sutler.Service.Tests;

public sealed class ServiceRoleTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Answers_everybody_what_is_open(string path)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Http.BaseAddress };
        var answer = await http.GetStringAsync(path);
        JsonNode.Parse(answer).ShouldNotBeNull();
        if (path == "/")
            answer.ShouldContain("/api/v1/directory/imports");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Refuses_everything_else_without_the_token(string? token)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Http.BaseAddress };
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var path in (string[])["/v1.0/users", "/beta/users", "/v1.0/servicePrincipals", "/api/v1/agents", "/v1.0/auditLogs/provisioning", "/nothing"])
        {
            using var answer = await http.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task Turns_an_address_away_that_tries_tokens()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Http.BaseAddress };
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 40; i++)
        {
            using var answer = await http.GetAsync("/v1.0/users");
            last = answer.StatusCode;
        }

        last.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Shows_no_secret_in_answers_logs_or_the_store()
    {
        const string secret = "s3cr3t-of-the-target";
        var logs = new LogLines();
        await using var target = await BreakableTarget.StartAsync();
        await using var service = await ServiceUnderTest.StartAsync(logging: builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        await service.ImportAsync("WorkerID,UserID\n1,a\n");
        await service.ConnectAsync(target.BaseAddress, token: secret);
        await service.UntilAsync(state => state["lastError"] is not null);
        var token = (await service.PostAsync("/api/v1/joinTokens", new { }))["token"]!.ToString();
        var admin = await File.ReadAllTextAsync(Path.Combine(service.Folder, "admin-token"));

        var shown = (await service.GetAsync($"/v1.0/servicePrincipals/{service.ApplicationId}/synchronization/secrets")).ToJsonString()
            + (await service.StateAsync()).ToJsonString() + (await service.GetAsync("/v1.0/auditLogs/provisioning")).ToJsonString() + logs;
        var stored = await TestStore.DumpAsync(service.Folder);
        foreach (var text in (string[])[secret, token, admin])
        {
            shown.ShouldNotContain(text);
            stored.ShouldNotContain(text);
        }
    }

    [Fact]
    public async Task Keeps_its_identity_from_start_to_start()
    {
        var folder = ServiceUnderTest.NewFolder();
        var first = await ServiceUnderTest.StartAsync(folder);
        var token = await File.ReadAllTextAsync(Path.Combine(folder, "admin-token"));
        var agents = first.AgentUrl;
        await first.DisposeAsync();

        await using var second = await ServiceUnderTest.StartAsync(folder);
        (await File.ReadAllTextAsync(Path.Combine(folder, "admin-token"))).ShouldBe(token);
        second.AgentUrl.ShouldBe(agents);
        (await second.Http.GetAsync("/v1.0/users")).StatusCode.ShouldBe(HttpStatusCode.OK);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(folder, "master.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Says_so_when_the_master_key_is_gone_or_another_one()
    {
        var folder = ServiceUnderTest.NewFolder();
        await (await ServiceUnderTest.StartAsync(folder)).DisposeAsync();
        var key = Path.Combine(folder, "master.key");
        File.Move(key, key + ".away");
        (await Should.ThrowAsync<Storage.Secrets.SecretException>(() => ServiceUnderTest.StartAsync(folder))).Message.ShouldMatch("master.key (is missing|cannot be read)");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        (await Should.ThrowAsync<Storage.Secrets.SecretException>(() => ServiceUnderTest.StartAsync(folder))).Message.ShouldContain("does not open with this master key");
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080", "plain HTTP is refused")]
    [InlineData("http://*:8080", "plain HTTP is refused")]
    [InlineData("ftp://127.0.0.1", "no address")]
    [InlineData("nonsense", "no address")]
    public void Refuses_an_address_it_should_not_listen_on(string url, string expected) =>
        Should.Throw<ArgumentException>(() => ListenAddress.Parse(url)).Message.ShouldContain(expected);
}
