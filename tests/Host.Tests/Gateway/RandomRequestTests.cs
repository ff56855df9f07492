using System.Net;
using System.Text.Json.Nodes;

namespace Sutler.Host.Tests.Gateway;

/// <summary>Random requests against a model: each answer is what the model says, and cache and table agree at the end, also after a restart.</summary>
public sealed class RandomRequestTests(ITestOutputHelper output)
{
    private static readonly string[] Logins = ["ann", "bob", "c@d.e", "Zoë", "x y", "l-ong_er"];
    private readonly Dictionary<string, SortedDictionary<string, JsonNode>> _model = new(StringComparer.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20_261_121)]
    public async Task Answers_what_the_model_says(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var host = new TestHost();
        await host.StartReadyAsync();

        for (var i = 0; i < 150; i++)
        {
            var login = Logins[random.Next(Logins.Length)];
            var (what, answer) = await (random.Next(6) switch
            {
                0 or 1 => CreateAsync(host, login, random),
                2 => PatchAsync(host, login, random),
                3 => ReplaceAsync(host, login, random),
                4 => DeleteAsync(host, login),
                _ => FindAsync(host, login),
            });
            answer.ShouldBeNull($"seed {seed}, step {i}: {what} {login}");
        }

        await host.ShouldEqualTargetAsync();
        await host.StopAsync();
        await host.StartReadyAsync();
        await host.ShouldEqualTargetAsync();
    }

    private async Task<(string, string?)> CreateAsync(TestHost host, string login, Random random)
    {
        var wanted = Attributes(random);
        var (status, body, _) = await host.PostAsync(Body(login, wanted));
        var expected = _model.ContainsKey(login) ? HttpStatusCode.Conflict : HttpStatusCode.Created;
        if (status == HttpStatusCode.Created)
            _model[login] = wanted;
        return ("POST", status != expected ? $"{status}" : status == HttpStatusCode.Created ? Differs(body!, login) : null);
    }

    private async Task<(string, string?)> PatchAsync(TestHost host, string login, Random random)
    {
        var name = random.Next(2) == 0 ? "Title" : "FirstName";
        var remove = random.Next(3) == 0;
        var value = $"v{random.Next(3)}";
        var operation = remove
            ? $$"""{"op":"remove","path":"{{TestHost.Urn}}:{{name}}"}"""
            : $$"""{"op":"Replace","path":"{{TestHost.Urn}}:{{name}}","value":"{{value}}"}""";
        var (status, body, _) = await host.PatchAsync(Id(login), $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operation}}]}""");
        if (!_model.TryGetValue(login, out var user))
            return ("PATCH", status is HttpStatusCode.NotFound ? null : $"{status}");
        if (remove)
            user.Remove(name);
        else
            user[name] = value;
        return ("PATCH", status is HttpStatusCode.OK ? Differs(body!, login) : $"{status} {body}");
    }

    private async Task<(string, string?)> ReplaceAsync(TestHost host, string login, Random random)
    {
        var wanted = Attributes(random);
        var (status, body, _) = await host.SendAsync(HttpMethod.Put, "Users/" + Id(login), Body(login, wanted));
        if (!_model.ContainsKey(login))
            return ("PUT", status is HttpStatusCode.NotFound ? null : $"{status}");
        _model[login] = wanted;
        return ("PUT", status is HttpStatusCode.OK ? Differs(body!, login) : $"{status} {body}");
    }

    private async Task<(string, string?)> DeleteAsync(TestHost host, string login)
    {
        var (status, _, _) = await host.DeleteAsync(Id(login));
        return ("DELETE", status == (_model.Remove(login) ? HttpStatusCode.NoContent : HttpStatusCode.NotFound) ? null : $"{status}");
    }

    private async Task<(string, string?)> FindAsync(TestHost host, string login)
    {
        var body = (await host.GetAsync(TestHost.Filter("ContosoLogin", login))).Body!;
        var found = body["Resources"]!.AsArray();
        if (!_model.ContainsKey(login))
            return ("GET", found.Count == 0 ? null : body.ToJsonString());
        return ("GET", found.Count == 1 ? Differs(found[0]!.AsObject(), login) : body.ToJsonString());
    }

    private string? Differs(JsonObject resource, string login)
    {
        var attributes = resource[TestHost.Urn]!.DeepClone().AsObject();
        attributes.Remove("InternalGUID");
        var expected = new JsonObject { ["ContosoLogin"] = login };
        foreach (var (name, value) in _model[login])
            expected[name] = value.DeepClone();
        return JsonNode.DeepEquals(attributes, expected) && resource["id"]!.GetValue<string>() == Id(login) ? null : $"{resource} instead of {expected}";
    }

    private static SortedDictionary<string, JsonNode> Attributes(Random random)
    {
        var attributes = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal) { ["IsActive"] = random.Next(2) == 0 };
        if (random.Next(2) == 0)
            attributes["Title"] = $"Tïtle \"{random.Next(3)}\"";
        if (random.Next(2) == 0)
            attributes["FirstName"] = $"F{random.Next(3)}";
        return attributes;
    }

    private static string Body(string login, SortedDictionary<string, JsonNode> attributes)
    {
        var extension = new JsonObject { ["ContosoLogin"] = login };
        foreach (var (name, value) in attributes)
            extension[name] = value.DeepClone();
        return new JsonObject { [TestHost.Urn] = extension }.ToJsonString();
    }

    private static string Id(string login) => Sutler.Host.Cache.ScimId.Encode(new Sutler.Connectors.Sdk.Anchor(login));
}
