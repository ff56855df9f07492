using System.Text.Json.Nodes;
using Sutler.Conformance.Cases;
using Sutler.Conformance.Expectations;

namespace Sutler.Conformance.Running;

/// <summary>Sends the steps of one case and judges the answers. Lives for one case; not safe for several threads.</summary>
internal sealed class StepRunner(RunContext context, Variables variables)
{
    private const string PlainScimJson = "application/scim+json";

    public TrackedResources Tracked { get; } = new();

    /// <summary>Makes a resource that a case begins with; null when that worked.</summary>
    public async Task<StepFailure?> GiveAsync(GivenResource given, CancellationToken cancellationToken)
    {
        var content = (JsonObject)variables.Expand(given.Content)!;
        var body = ResourceCompletion.Complete(context.Profile, given.Type, variables.Text("{{unique}}." + given.Name), content);
        var request = new OutgoingRequest("POST", $"/{given.Type}s") { Body = body.ToJsonString(PlainJson.Options) };
        var exchange = await SendAsync(request, cancellationToken);
        if (exchange.Status != 201 || exchange.Json() is not JsonObject answer || JsonPath.Find(answer, "id") is null)
            return Failure(exchange, new Mismatch($"the {given.Type} that the case begins with to be made: status 201 and an id", ""));
        variables.Set(given.Name, answer);
        return null;
    }

    /// <summary>Sends a step, once or for every element of its list; null when all holds.</summary>
    public async Task<StepFailure?> RunAsync(CaseStep step, CancellationToken cancellationToken)
    {
        if (step.Each is null)
            return await RunOnceAsync(step, cancellationToken);
        foreach (var item in variables.Expand(JsonValue.Create(step.Each)) as JsonArray ?? [])
        {
            variables.Set("item", item);
            if (await RunOnceAsync(step, cancellationToken) is { } failure)
                return failure;
        }

        return null;
    }

    private async Task<StepFailure?> RunOnceAsync(CaseStep step, CancellationToken cancellationToken)
    {
        var exchange = await SendAsync(Request(step), cancellationToken);
        if (Judge(step, exchange) is { } mismatch)
            return Failure(exchange, mismatch);
        if (step.As is { } name)
            variables.Set(name, exchange.Json());
        foreach (var (variable, place) in step.Captures)
        {
            var value = place.StartsWith("header:", StringComparison.Ordinal)
                ? JsonPath.Member(exchange.Headers, place["header:".Length..])
                : JsonPath.Find(exchange.Json(), variables.Text(place));
            variables.Set(variable, value);
        }

        return null;
    }

    private OutgoingRequest Request(CaseStep step)
    {
        var query = string.Join('&', step.Query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(variables.Text(pair.Value))}"));
        var path = variables.Text(step.Path);
        var body = variables.Expand(step.Body);
        if (step.CompleteAs is { } type)
            body = ResourceCompletion.Complete(context.Profile, type, variables.Text("{{unique}}.new"), (JsonObject)body!);
        return new OutgoingRequest(step.Method, query.Length == 0 ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}")
        {
            Headers = [.. step.Headers.Select(pair => KeyValuePair.Create(pair.Key, variables.Text(pair.Value)))],
            Body = step.Text is { } text ? variables.Text(text) : body?.ToJsonString(PlainJson.Options),
            Token = step.Token,
        };
    }

    private async Task<HttpExchange> SendAsync(OutgoingRequest request, CancellationToken cancellationToken)
    {
        var exchange = await context.Client.SendAsync(request, cancellationToken);
        Tracked.Note(exchange);
        return exchange;
    }

    private Mismatch? Judge(CaseStep step, HttpExchange exchange)
    {
        if (exchange.Failure is { } failure)
            return new Mismatch("an answer", failure);
        if (step.Statuses.Count == 0 ? !exchange.Succeeded : !step.Statuses.Contains(exchange.Status))
            return new Mismatch($"status {(step.Statuses.Count == 0 ? "200 to 299" : string.Join(" or ", step.Statuses))}", "");
        if (CheckEvaluator.FirstFailure(variables.Expand(step.HeaderExpectations), exchange.Headers) is { } header)
            return header with { Expected = $"header {header.Expected}" };
        var document = exchange.Json();
        if (document is null && exchange.Body.Length > 0 && (step.Expectations.Count > 0 || step.ErrorType is not null))
            return new Mismatch("a JSON document", "a body that is none");
        return step.ErrorType is { } type && JudgeError(type, exchange, document) is { } error
            ? error
            : CheckEvaluator.FirstFailure(variables.Expand(step.Expectations), document);
    }

    /// <summary>The form that RFC 7644 §3.12 gives an error: media type, schema, the status as a string, and the type asked for.</summary>
    private static Mismatch? JudgeError(string type, HttpExchange exchange, JsonNode? document)
    {
        var media = JsonPath.Member(exchange.Headers, "Content-Type")?.ToString() ?? "nothing";
        if (!media.StartsWith(PlainScimJson, StringComparison.OrdinalIgnoreCase))
            return new Mismatch($"an error of type {PlainScimJson}", media);
        return CheckEvaluator.FirstFailure(
            [
                new PathExpectation("schemas", [new Check("contains", JsonValue.Create(Urn.Error), [])]),
                new PathExpectation("status", [new Check("equals", JsonValue.Create(exchange.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)), [])]),
                .. type.Length == 0 ? (PathExpectation[])[] : [new PathExpectation("scimType", [new Check("oneOf", Types(type), [])])],
            ],
            document);
    }

    private static JsonArray Types(string type) => new([.. type.Split('|').Select(one => (JsonNode)one)]);

    private StepFailure Failure(HttpExchange exchange, Mismatch mismatch)
    {
        var answer = exchange.Failure ?? $"status {exchange.Status} {Redaction.Excerpt(exchange.Body, context.Options.Token)}".TrimEnd();
        var came = mismatch.Came.Length == 0 ? answer : Redaction.Excerpt(mismatch.Came, context.Options.Token);
        return new StepFailure(mismatch.Expected, came, answer, context.Client.Curl(exchange.Request));
    }
}
