using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sutler.Testing;

namespace Sutler.Service.Tests.Applications;

public sealed class SecretTests
{
    [Theory]
    [InlineData("SecretToken", "*", "Type the secret again")]
    [InlineData("SecretToken", "env:PATH", "SUTLER_SECRET_")]
    [InlineData("SecretToken", "file:../master.key", "without a path")]
    [InlineData("SecretToken", "file:/etc/passwd", "without a path")]
    [InlineData("BaseAddress", "nowhere", "no absolute")]
    public async Task Refuses_what_is_no_secret(string key, string value, string expected)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var id = (await service.PostAsync("/v1.0/servicePrincipals", new { displayName = "x" }))["id"]!.ToString();
        using var answer = await PutAsync(service, id, (key, value));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(expected);
    }

    [Fact]
    public async Task Replaces_the_whole_set_and_shows_no_value_that_opens_something()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var id = (await service.PostAsync("/v1.0/servicePrincipals", new { displayName = "x" }))["id"]!.ToString();
        (await PutAsync(service, id, ("BaseAddress", "https://t/scim"), ("SecretToken", "abc"), ("SyncAll", "true"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Shown(await service.GetAsync(Path(id))).ShouldBe(["BaseAddress=https://t/scim", "SecretToken=*", "SyncAll=true"]);
        (await PutAsync(service, id, ("BaseAddress", "https://u/scim"), ("SecretToken", "file:target-token"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Shown(await service.GetAsync(Path(id))).ShouldBe(["BaseAddress=https://u/scim", "SecretToken=file:target-token"]);
    }

    [Fact]
    public async Task Follows_a_reference_to_a_file_and_says_what_is_missing()
    {
        await using var target = await BreakableTarget.StartAsync();
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync("WorkerID,UserID\n1,ann\n");
        await service.ConnectAsync(target.BaseAddress, token: "file:target-token");
        var state = await service.UntilAsync(now => now["lastError"] is not null);
        state["lastError"]!.ToString().ShouldContain("target-token");

        var folder = System.IO.Directory.CreateDirectory(System.IO.Path.Combine(service.Folder, "secrets")).FullName;
        await File.WriteAllTextAsync(System.IO.Path.Combine(folder, "target-token"), BreakableTarget.Token);
        await service.CommandAsync("runNow");
        await service.SettledAsync();
        (await service.LogAsync(" and action eq 'create'")).Count.ShouldBe(1);
    }

    private static string Path(string id) => $"/v1.0/servicePrincipals/{id}/synchronization/secrets";

    private static Task<HttpResponseMessage> PutAsync(ServiceUnderTest service, string id, params (string Key, string Value)[] secrets) =>
        service.Http.PutAsJsonAsync(Path(id), new { value = secrets.Select(secret => new { key = secret.Key, value = secret.Value }) });

    private static IEnumerable<string> Shown(JsonObject answer) => answer["value"]!.AsArray().Select(secret => $"{secret!["key"]}={secret["value"]}");
}
