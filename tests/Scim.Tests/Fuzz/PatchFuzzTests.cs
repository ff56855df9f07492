using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Patch;

namespace Sutler.Scim.Tests.Fuzz;

public class PatchFuzzTests(ITestOutputHelper output)
{
    private const int Seed = 7644;
    private const int Rounds = 40_000;

    private static readonly string[] _tokens =
    [
        "emails", "[type eq \"work\"]", "[", "]", ".value", ".primary", "name.", "userName", "id", "tags", "title", "manager", TestSchemas.EnterpriseUrn, ":", "\"", "\\",
        " and ", "not (", ")", "primary eq true", "True", "7", "\0",
    ];

    private static readonly JsonNode?[] _values =
    [
        null, "x", "True", 7, 1.5, true, new JsonArray(), new JsonObject(), new JsonArray("a", 1, null), new JsonObject { ["value"] = "v", ["primary"] = true },
        new JsonArray(new JsonObject { ["value"] = "bj@example.com" }), new JsonObject { ["name.givenName"] = "g" }, "2020-01-01T00:00:00Z",
    ];

    private static readonly JsonObject _resource = JsonNode.Parse("""
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
        "id":"1","userName":"bjensen","active":true,"loginCount":7,"tags":["a","B"],"employeeKey":"k",
        "emails":[{"value":"bj@example.com","type":"work","primary":true},{"value":"x","type":"home"}],"name":{"givenName":"B"},
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"d","manager":{"value":"m"}}}
        """)!.AsObject();

    [Fact]
    public void Applies_or_refuses_the_recorded_requests()
    {
        var applied = 0;
        foreach (var (name, text) in Corpus.Read("patches"))
            applied += Check(JsonNode.Parse(text)!.AsObject(), name) ? 1 : 0;
        applied.ShouldBeInRange(18, 26);
    }

    [Fact]
    public void Keeps_its_promises_on_mutations_of_the_recorded_requests()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        var mutator = new TextMutator(random, _tokens);
        var corpus = Corpus.Read("patches");
        var applied = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var (name, text) = corpus[random.Next(corpus.Count)];
            var body = JsonNode.Parse(text)!.AsObject();
            for (var count = random.Next(1, 4); count > 0; count--)
                Mutate(body, random, mutator);
            try
            {
                if (Check(body, name))
                    applied++;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {Seed}, round {i}, from {name}: {body.ToJsonString()}. Record it in Corpus/patches.", exception);
            }
        }
        output.WriteLine($"{applied} of {Rounds} could be applied");
        applied.ShouldBeGreaterThan(Rounds / 20);
    }

    private static void Mutate(JsonObject body, Random random, TextMutator mutator)
    {
        var places = new List<(JsonNode Parent, string? Name, int Index)>();
        Collect(body["Operations"], places);
        if (places.Count == 0)
            return;
        var (parent, name, index) = places[random.Next(places.Count)];
        var old = name is null ? parent[index] : parent[name];
        var replacement = JsonNames.Text(old) is { } text && random.Next(3) > 0
            ? JsonValue.Create(mutator.Mutate(text))
            : _values[random.Next(_values.Length)]?.DeepClone();
        if (name is null)
            parent[index] = replacement;
        else
            parent[name] = replacement;
    }

    private static void Collect(JsonNode? node, List<(JsonNode, string?, int)> places)
    {
        foreach (var (name, value) in (node as JsonObject)?.ToList() ?? [])
        {
            places.Add((node!, name, 0));
            Collect(value, places);
        }
        for (var i = 0; i < ((node as JsonArray)?.Count ?? 0); i++)
        {
            places.Add((node!, null, i));
            Collect(node![i], places);
        }
    }

    /// <summary>Whether the request could be applied; checks all that must hold either way.</summary>
    private static bool Check(JsonObject body, string name)
    {
        PatchResult result;
        IReadOnlyList<PatchOperation> operations;
        try
        {
            operations = PatchParser.Parse(body);
            result = PatchApplier.Apply(_resource, operations, TestSchemas.User);
        }
        catch (ScimException exception)
        {
            exception.Error.Status.ShouldBe(400, name);
            exception.Error.ScimType.ShouldNotBeNull(name);
            return false;
        }
        result.Resource.ShouldFit(TestSchemas.User);
        result.Changed.ShouldBe(!JsonNode.DeepEquals(result.Resource, _resource), name);
        if (operations is [{ Verb: PatchVerb.Replace, Path.ValueFilter: null } or { Verb: PatchVerb.Replace, Path: null }])
            PatchApplier.Apply(result.Resource, operations, TestSchemas.User).Changed.ShouldBeFalse(name);
        return true;
    }
}
