using System.Text.Json.Nodes;
using Sutler.Conformance.Cases;

namespace Sutler.Conformance.Loading;

/// <summary>The needs that follow from the resources a case makes: each attribute it gives a value must be one that the server offers.</summary>
internal static class ImpliedNeeds
{
    private const string Enterprise = "{{urn.enterprise}}";

    public static IEnumerable<Need> Of(IEnumerable<GivenResource> given, IEnumerable<CaseStep> steps) =>
        given.SelectMany(resource => Of(resource.Type, resource.Content))
            .Concat(steps.Where(step => step.CompleteAs is not null).SelectMany(step => Of(step.CompleteAs!, step.Body as JsonObject ?? [])))
            .Concat(steps.Where(step => step.Method == "PATCH").Select(_ => Written("patch")))
            .Concat(steps.Where(step => step.Query.Any(pair => pair.Key == "filter")).Select(_ => Written("filter")));

    private static IEnumerable<Need> Of(string type, JsonObject content) =>
        content.SelectMany(pair => pair.Key == Enterprise && pair.Value is JsonObject extension
            ? extension.SelectMany(inner => Names("enterprise", inner))
            : pair.Key.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) ? [] : Names(type, pair))
            .Prepend(type)
            .Select(Written);

    private static IEnumerable<string> Names(string subject, KeyValuePair<string, JsonNode?> member)
    {
        if (member.Key is "schemas" or "id" or "meta" || member.Key.Contains("{{", StringComparison.Ordinal))
            return [];
        var elements = member.Value is JsonArray list ? list.OfType<JsonObject>() : new[] { member.Value }.OfType<JsonObject>();
        return elements.SelectMany(element => element.Select(inner => inner.Key))
            .Where(name => name is not ("$ref" or "$times" or "$item" or "$pad"))
            .Distinct(StringComparer.Ordinal)
            .Select(name => $"{subject}.{member.Key}.{name}")
            .Append($"{subject}.{member.Key}");
    }

    private static Need Written(string text) => Need.TryParse(text) ?? throw new PackException($"'{text}' is implied by a resource, but names no attribute.");
}
