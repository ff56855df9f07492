using Sutler.Scim.Client;
using Sutler.Service.Applications;
using Sutler.Service.Jobs;
using Sutler.Service.Targets;
using Sutler.Testing;

namespace Sutler.Service.Tests.Targets;

/// <summary>Tokens, client credentials and their rotation (S/SCIM-45, S/SCIM-46, S/SCIM-49).</summary>
public sealed class CredentialTests
{
    private static readonly byte[] User = """{"userName":"u"}"""u8.ToArray();
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Uses_the_second_token_once_the_first_is_refused_and_goes_on_with_it()
    {
        await using var target = await ScriptedTarget.StartAsync();
        using var clients = Clients();
        var client = clients.Client(Application, Secrets(target, ("SecretToken", "old"), ("SecretToken2", ScriptedTarget.Token)));

        (await client.CreateAsync("/Users", User, CancellationToken.None)).Status.ShouldBe(201);
        (await client.CountAsync(CancellationToken.None)).IsDone.ShouldBeTrue();

        target.Users.Count.ShouldBe(1);
        target.Journal.Select(call => call.Headers["Authorization"]).ShouldBe(["Bearer old", "Bearer " + ScriptedTarget.Token, "Bearer " + ScriptedTarget.Token]);
    }

    [Fact]
    public async Task Reports_refusal_when_no_token_is_right_and_asks_only_twice()
    {
        await using var target = await ScriptedTarget.StartAsync();
        using var clients = Clients();
        var client = clients.Client(Application, Secrets(target, ("SecretToken", "old"), ("SecretToken2", "older")));

        var result = await client.CreateAsync("/Users", User, CancellationToken.None);

        (result.Outcome, result.Status, target.Journal.Count).ShouldBe((ScimOutcome.Refused, 401, 2));
        result.Exchange!.ToString().ShouldNotContain("old");
    }

    [Fact]
    public async Task Fetches_one_token_for_all_calls_and_a_new_one_before_it_expires()
    {
        await using var target = await ScriptedTarget.StartAsync();
        target.ClientSecrets.Add("secret");
        using var clients = Clients();
        var client = clients.Client(Application, OAuth(target));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.CountAsync(CancellationToken.None)));
        target.Count("POST", "token").ShouldBe(1);
        target.Count("GET", "Users").ShouldBe(20);

        _time.Advance(TimeSpan.FromSeconds(3541));
        (await client.CountAsync(CancellationToken.None)).IsDone.ShouldBeTrue();
        target.Count("POST", "token").ShouldBe(2);
    }

    [Fact]
    public async Task Fetches_a_new_token_when_the_target_refuses_the_one_it_has()
    {
        await using var target = await ScriptedTarget.StartAsync();
        target.ClientSecrets.Add("secret");
        using var clients = Clients();
        var client = clients.Client(Application, OAuth(target));
        (await client.CountAsync(CancellationToken.None)).IsDone.ShouldBeTrue();
        target.Tokens.Clear();

        (await client.CreateAsync("/Users", User, CancellationToken.None)).Status.ShouldBe(201);

        target.Count("POST", "token").ShouldBe(2);
        target.Users.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Tries_the_second_client_secret_and_says_when_none_is_right()
    {
        await using var target = await ScriptedTarget.StartAsync();
        target.ClientSecrets.Add("next");
        using var clients = Clients();

        var rotated = clients.Client(Application, OAuth(target, ("Oauth2ClientSecret2", "next")));
        (await rotated.CountAsync(CancellationToken.None)).IsDone.ShouldBeTrue();

        target.ClientSecrets.Clear();
        var refused = await clients.Client(Application, OAuth(target)).CountAsync(CancellationToken.None);
        (refused.Outcome, refused.Status).ShouldBe((ScimOutcome.Refused, 401));
        refused.Error!.Detail.ShouldContain("invalid_client");
        refused.Error.Detail.ShouldNotContain("secret\"");
    }

    [Fact]
    public async Task Says_not_sent_when_the_token_endpoint_does_not_answer()
    {
        await using var target = await ScriptedTarget.StartAsync();
        target.On(call => call.Endpoint == "token", ScriptedFault.Answer(503));
        using var clients = Clients();

        var result = await clients.Client(Application, OAuth(target)).CreateAsync("/Users", User, CancellationToken.None);

        (result.Outcome, target.Count("POST", "Users")).ShouldBe((ScimOutcome.NotSent, 0));
    }

    [Fact]
    public void Says_what_is_missing()
    {
        Missing().ShouldContain("BaseAddress");
        Missing(("BaseAddress", "https://x/scim")).ShouldContain("SecretToken");
        Missing(("BaseAddress", "https://x/scim"), ("Oauth2TokenExchangeUri", "https://y/token")).ShouldContain("Oauth2ClientId");
        Missing(("BaseAddress", "https://x/scim"), ("SecretToken", "t")).ShouldBeEmpty();

        static string Missing(params (string Key, string Value)[] secrets) => Of(secrets).Missing ?? "";
    }

    [Theory]
    [InlineData("https://x/scim?aadOptscim062020", "entra-flagged")]
    [InlineData("https://x/scim", "rfc7644-strict")]
    public void Chooses_the_profile_by_the_address_while_nothing_else_is_known(string address, string profile)
    {
        var secrets = Of(("BaseAddress", address));
        WireProfileChoice.Of(JobSettings.Read(null, secrets.Switches), secrets, null).Name.ShouldBe(profile);
        WireProfileChoice.Of(JobSettings.Read("""{"WireProfile":"interop"}""", secrets.Switches), secrets, null).Name.ShouldBe("interop");
    }

    private static readonly ApplicationRow Application = new() { Id = "a", DisplayName = "A" };

    private TargetClients Clients() => new(null!, new EngineOptions { Time = _time }, new TargetOptions { AllowLoopback = true, CertificateFolder = "" }, new TargetReportStore(null!));

    private static ApplicationSecrets Secrets(ScriptedTarget target, params (string, string)[] more) => Of([("BaseAddress", target.BaseAddress.ToString()), .. more]);

    private static ApplicationSecrets OAuth(ScriptedTarget target, params (string, string)[] more) => Secrets(
        target, [("AuthenticationType", "OAuth2ClientCredentialsGrant"), ("Oauth2TokenExchangeUri", target.TokenAddress.ToString()), ("Oauth2ClientId", "client"), ("Oauth2ClientSecret", "secret"), .. more]);

    private static ApplicationSecrets Of(params (string Key, string Value)[] values) => new(values.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));
}
