using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Sutler.Service.Tests.Accounts;

public sealed class AccountTests
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task Sets_up_the_first_administrator_once()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var file = Path.Combine(service.Folder, "setup-token");
        var token = await File.ReadAllTextAsync(file);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var nobody = new HttpClient { BaseAddress = service.Http.BaseAddress };

        (await SetUpAsync(nobody, "wrong")).ShouldBe(HttpStatusCode.Forbidden);
        (await SetUpAsync(nobody, token)).ShouldBe(HttpStatusCode.Created);
        (await SetUpAsync(nobody, token)).ShouldBe(HttpStatusCode.Forbidden);

        File.Exists(file).ShouldBeFalse();
        using var ada = await SignInAsync(service, "ADA");
        (await ada.GetAsync("/api/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signs_in_and_out()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await AddAsync(service, "bob", "reader");
        using var bob = await SignInAsync(service, "bob");

        var self = (await bob.GetFromJsonAsync<JsonObject>("/api/v1/session"))!;
        self["name"]!.ToString().ShouldBe("bob");
        self["role"]!.ToString().ShouldBe("reader");
        (await bob.DeleteAsync("/api/v1/session")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await bob.GetAsync("/api/v1/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("reader", "GET", "/v1.0/users", HttpStatusCode.OK)]
    [InlineData("reader", "POST", "/v1.0/servicePrincipals", HttpStatusCode.Forbidden)]
    [InlineData("reader", "GET", "/api/v1/accounts", HttpStatusCode.Forbidden)]
    [InlineData("reader", "GET", "/api/v1/audit/verify", HttpStatusCode.Forbidden)]
    [InlineData("operator", "POST", "/v1.0/servicePrincipals/x/synchronization/jobs/y/start", HttpStatusCode.NotFound)]
    [InlineData("reader", "POST", "/v1.0/servicePrincipals/x/synchronization/jobs/y/start", HttpStatusCode.Forbidden)]
    [InlineData("operator", "PUT", "/v1.0/servicePrincipals/x/synchronization/secrets", HttpStatusCode.Forbidden)]
    [InlineData("operator", "POST", "/api/v1/tokens", HttpStatusCode.Forbidden)]
    public async Task Opens_to_a_role_what_is_its(string role, string method, string path, HttpStatusCode expected)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await AddAsync(service, "bob", role);
        using var bob = await SignInAsync(service, "bob");
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "GET" ? null : JsonContent.Create(new { }) };
        using var answer = await bob.SendAsync(request);
        answer.StatusCode.ShouldBe(expected);
        if (expected == HttpStatusCode.Forbidden)
            (await answer.Content.ReadFromJsonAsync<JsonObject>())!["error"]!["message"]!.ToString().ShouldContain("needs the role");
    }

    [Fact]
    public async Task Shuts_an_account_after_wrong_passwords_even_to_the_right_one()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await AddAsync(service, "bob", "reader");
        using var nobody = new HttpClient { BaseAddress = service.Http.BaseAddress };
        for (var guess = 0; guess < 5; guess++)
            (await TryAsync(nobody, "bob", "wrong")).ShouldBe(HttpStatusCode.Unauthorized);

        (await TryAsync(nobody, "bob", Password)).ShouldBe(HttpStatusCode.Unauthorized);
        var account = (await service.GetAsync("/api/v1/accounts"))["value"]![0]!;
        account["lockedUntil"].ShouldNotBeNull();
        using var patched = await service.Http.PatchAsJsonAsync($"/api/v1/accounts/{account["id"]}", new { password = "another long password" });
        patched.EnsureSuccessStatusCode();
        (await TryAsync(nobody, "bob", "another long password")).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Keeps_the_last_administrator()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var id = await AddAsync(service, "ada", "admin");
        (await service.Http.DeleteAsync($"/api/v1/accounts/{id}")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await service.Http.PatchAsJsonAsync($"/api/v1/accounts/{id}", new { role = "reader" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await service.Http.PatchAsJsonAsync($"/api/v1/accounts/{id}", new { disabled = true })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await AddAsync(service, "eve", "admin");
        (await service.Http.DeleteAsync($"/api/v1/accounts/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Ends_sessions_of_an_account_that_is_disabled_or_changes_its_password()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var id = await AddAsync(service, "bob", "reader");
        using var first = await SignInAsync(service, "bob");
        using var change = await first.PutAsJsonAsync("/api/v1/session/password", new { currentPassword = Password, newPassword = Password + "!" });
        change.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await first.GetAsync("/api/v1/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var second = await SignInAsync(service, "bob", Password + "!");
        using var disable = await service.Http.PatchAsJsonAsync($"/api/v1/accounts/{id}", new { disabled = true });
        disable.EnsureSuccessStatusCode();
        (await second.GetAsync("/api/v1/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("short", "12 to 256")]
    [InlineData("bobbobbobbob", "must not contain")]
    [InlineData("aaaaaaaaaaaaaa", "different characters")]
    public async Task Refuses_a_weak_password(string password, string expected)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var answer = await service.Http.PostAsJsonAsync("/api/v1/accounts", new { name = "bob", role = "reader", password });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(expected);
    }

    [Fact]
    public async Task Limits_a_token_to_its_role_scopes_and_life()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var made = await service.PostAsync("/api/v1/tokens", new { name = "logs", role = "admin", scopes = new[] { "ProvisioningLog" }, expiresIn = "1d" });
        using var client = Client(service, made["token"]!.ToString());
        (await client.GetAsync("/v1.0/auditLogs/provisioning")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var path in (string[])["/v1.0/users", "/v1.0/servicePrincipals", "/v1.0/auditLogs/directoryAudits", "/api/v1/accounts", "/api/v1/tokens"])
            (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        (await client.GetAsync("/api/v1/session")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await service.Http.DeleteAsync($"/api/v1/tokens/{made["id"]}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.GetAsync("/v1.0/auditLogs/provisioning")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await service.GetAsync("/api/v1/tokens")).ToJsonString().ShouldNotContain(made["token"]!.ToString());
    }

    [Theory]
    [InlineData("""{"name":"x","role":"admin"}""", "expiresIn is missing")]
    [InlineData("""{"name":"x","role":"admin","expiresIn":"400d"}""", "at most 366 days")]
    [InlineData("""{"name":"x","role":"king","expiresIn":"1d"}""", "role must be")]
    [InlineData("""{"name":"x","role":"admin","expiresIn":"1d","scopes":["Everything"]}""", "is no scope")]
    [InlineData("""{"name":"x","role":"admin","expiresIn":"1d","scopes":["Account"]}""", "is no scope")]
    [InlineData("""{"name":"x","role":"admin","expiresIn":"1d","scope":["Scim"]}""", "cannot be set here")]
    public async Task Refuses_a_token_that_is_too_much(string body, string expected)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await service.Http.PostAsync("/api/v1/tokens", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(expected);
    }

    private static async Task<HttpStatusCode> SetUpAsync(HttpClient http, string token)
    {
        using var answer = await http.PostAsJsonAsync("/api/v1/setup", new { token, name = "ada", password = Password });
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> TryAsync(HttpClient http, string name, string password)
    {
        using var answer = await http.PostAsJsonAsync("/api/v1/session", new { name, password });
        return answer.StatusCode;
    }

    private static async Task<string> AddAsync(ServiceUnderTest service, string name, string role) =>
        (await service.PostAsync("/api/v1/accounts", new { name, role, password = Password }))["id"]!.ToString();

    private static async Task<HttpClient> SignInAsync(ServiceUnderTest service, string name, string password = Password) =>
        Client(service, (await service.PostAsync("/api/v1/session", new { name, password }))["token"]!.ToString());

    private static HttpClient Client(ServiceUnderTest service, string token)
    {
        var client = new HttpClient { BaseAddress = service.Http.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
