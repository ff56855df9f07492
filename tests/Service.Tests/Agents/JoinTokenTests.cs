using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Sutler.Service.Tests.Agents;

public sealed class JoinTokenTests
{
    [Fact]
    public async Task Gives_a_certificate_once_and_the_same_agent_again_for_the_same_key()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var made = await service.PostAsync("/api/v1/joinTokens", new { group = "site-1", expiresIn = "1h" });
        var token = made["token"]!.ToString();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var first = await JoinAsync(service, token, key);
        var again = await JoinAsync(service, token, key);
        again["agentId"]!.ToString().ShouldBe(first["agentId"]!.ToString());
        using var certificate = X509Certificate2.CreateFromPem(first["certificate"]!.ToString());
        certificate.GetECDsaPublicKey()!.ExportSubjectPublicKeyInfo().ShouldBe(key.ExportSubjectPublicKeyInfo());
        first["agentUrls"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldStartWith("https://127.0.0.1:");

        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var refused = await SendAsync(service, token, other);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var agent = (await service.GetAsync("/api/v1/agents"))["value"]!.AsArray().ShouldHaveSingleItem()!;
        (agent["group"]!.ToString(), agent["connected"]!.GetValue<bool>()).ShouldBe(("site-1", false));
    }

    [Fact]
    public async Task Refuses_unknown_and_expired_tokens_and_revoked_agents()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var unknown = await SendAsync(service, "0000", key);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var token = (await service.PostAsync("/api/v1/joinTokens", new { expiresIn = 1e-6 }))["token"]!.ToString();
        using var expired = await SendAsync(service, token, key);
        expired.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        token = (await service.PostAsync("/api/v1/joinTokens", new { }))["token"]!.ToString();
        var id = (await JoinAsync(service, token, key))["agentId"]!.ToString();
        (await service.Http.DeleteAsync("/api/v1/agents/" + id)).EnsureSuccessStatusCode();
        using var revoked = await SendAsync(service, token, key);
        revoked.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Limits_the_rate_of_refused_joins()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 40; i++)
        {
            using var answer = await SendAsync(service, "0000", key);
            answers.Add(answer.StatusCode);
        }

        answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("30m", 30)]
    [InlineData("2h", 120)]
    [InlineData("1d", 1440)]
    [InlineData("PT90M", 90)]
    public void Reads_the_lifetime_of_a_token(string text, int minutes) =>
        Service.Agents.Lifetime.Parse(JsonValue.Create(text)).ShouldBe(TimeSpan.FromMinutes(minutes));

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("-1h")]
    [InlineData("90d")]
    [InlineData("PX")]
    public void Refuses_a_lifetime_that_is_none(string text) =>
        Should.Throw<Service.Api.ApiException>(() => Service.Agents.Lifetime.Parse(JsonValue.Create(text))).Message.ShouldContain("expiresIn");

    private static async Task<JsonObject> JoinAsync(ServiceUnderTest service, string token, ECDsa key)
    {
        using var answer = await SendAsync(service, token, key);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private static async Task<HttpResponseMessage> SendAsync(ServiceUnderTest service, string token, ECDsa key)
    {
        var request = new CertificateRequest("CN=agent", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        using var http = new HttpClient { BaseAddress = service.Http.BaseAddress };
        return await http.PostAsJsonAsync("/api/v1/agents/join", new { token, certificateRequest = request, machineName = "box", version = "1.0" });
    }
}
