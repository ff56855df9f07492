using System.Globalization;
using System.Text.Json;
using Sutler.Scim.Client;
using Sutler.Scim.Filters;

namespace Sutler.Service.Targets.Probing;

/// <summary>What reading alone shows of a target: its description, searches, pages. Changes nothing there.</summary>
internal sealed class ReadProbe(ProbeTarget target, ProbeRun run)
{
    private const int Page = 2;
    private readonly ScimClient _client = target.Client;

    public TargetCapabilities? Capabilities { get; private set; }

    /// <summary>Whether a search was answered, which is what a job cannot do without.</summary>
    public bool CanSearch { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await DescribeAsync(cancellationToken);
        await SearchAsync(cancellationToken);
        if (!CanSearch)
            return;
        await PagesAsync(cancellationToken);
        await GroupsAsync(cancellationToken);
    }

    private async Task DescribeAsync(CancellationToken cancellationToken)
    {
        var config = await run.CallAsync("serviceProviderConfig", () => _client.GetServiceProviderConfigAsync(cancellationToken), failure: ProbeStep.Warning);
        if (config.Resource is not { } described)
        {
            // Whoever is not let in, or is not there, is not asked further for what it can do.
            if (config.Status is 404 or 405 or 501 or >= 200 and < 300)
                run.Add(Quirks.NoDescription);
            return;
        }

        Capabilities = TargetCapabilities.Read(described);
        var types = await run.CallAsync("resourceTypes", () => _client.GetResourceTypesAsync(cancellationToken), result => Names(result, "name"), ProbeStep.Warning);
        var schemas = await run.CallAsync("schemas", () => _client.GetSchemasAsync(cancellationToken), result => Names(result, "id"), ProbeStep.Warning);
        Capabilities = Capabilities with { ResourceTypes = [.. Texts(types, "name")], Schemas = [.. Texts(schemas, "id")] };
    }

    /// <summary>The test of the original: a value that nobody has (S/SCIM-40, RULE-7).</summary>
    private async Task SearchAsync(CancellationToken cancellationToken)
    {
        var nobody = Guid.NewGuid().ToString();
        var result = await run.CallAsync(
            "search", () => FindAsync(nobody, cancellationToken), found => string.Create(CultureInfo.InvariantCulture, $"{target.Matching} eq a random value: {found.TotalResults} found"));
        if (result.IsDone && (result.TotalResults > 0 || result.Resources.Count > 0))
            run.Warn(Quirks.IgnoresFilter);
        else if (result.Status == 404 && Capabilities is not null)
            run.Warn(Quirks.NotFoundForEmptySearch);
        CanSearch = result.IsDone || run.Has(Quirks.NotFoundForEmptySearch.Code);
        if (result is { IsDone: true, Status: not 404, MediaType: var media } && media is not ("application/scim+json" or "application/json"))
            run.Warn(Quirks.WrongContentType);
    }

    private async Task PagesAsync(CancellationToken cancellationToken)
    {
        var options = new ScimListOptions { PageSize = Page };
        var first = await run.CallAsync("paging", () => _client.ReadPageAsync(target.Endpoint, options, "1", cancellationToken), Said, ProbeStep.Warning);
        if (!first.IsDone || first.Resources.Count == 0)
            return;
        if (first.Resources.Count > Page)
            run.Warn(Quirks.IgnoresCount);
        await KnownAsync(first.Resources[0], cancellationToken);
        if (first.Resources.Count != Page)
            return;

        var second = await run.CallAsync("paging, second page", () => _client.ReadPageAsync(target.Endpoint, options, "3", cancellationToken), Said, ProbeStep.Warning);
        if (second.Resources.Any(item => first.Resources.Any(other => ScimResult.IdOf(other) == ScimResult.IdOf(item))))
            run.Warn(Quirks.IgnoresStartIndex);
        else if (first.TotalResults == Page && second.Resources.Count > 0)
            run.Warn(Quirks.WrongTotal);

        static string Said(ScimResult page) => string.Create(CultureInfo.InvariantCulture, $"{page.Resources.Count} of {page.TotalResults}, {Page} asked for");
    }

    /// <summary>Looks for somebody who is there, as written and in another case.</summary>
    private async Task KnownAsync(JsonElement somebody, CancellationToken cancellationToken)
    {
        var path = new Scim.Patch.PatchPath(target.Matching, null, null);
        if (Planning.TargetValue.Read(somebody, path) is not string { Length: > 0 } value)
        {
            run.Skip("search, known value", $"The first user has no {target.Matching}.");
            return;
        }

        var found = await run.CallAsync("search, known value", () => FindAsync(value, cancellationToken), Said, ProbeStep.Warning);
        if (found.IsDone && !Has(found, somebody))
        {
            run.Warn(Quirks.FilterFindsNothing);
            return;
        }

        var other = Inverted(value);
        var exact = target.Matched?.CaseExact ?? false;
        if (other == value || exact)
            return;
        var inverted = await run.CallAsync("search, other case", () => FindAsync(other, cancellationToken), Said, ProbeStep.Warning);
        if (!Has(inverted, somebody) && inverted.Status is 200 or 404)
            run.Warn(Quirks.CaseSensitiveFilter);

        static string Said(ScimResult result) => string.Create(CultureInfo.InvariantCulture, $"{result.Resources.Count} found");
        static bool Has(ScimResult result, JsonElement wanted) => result.Resources.Any(item => ScimResult.IdOf(item) == ScimResult.IdOf(wanted));
    }

    private async Task GroupsAsync(CancellationToken cancellationToken)
    {
        if (Capabilities is { ResourceTypes: { Count: > 0 } types } && !types.Contains("Group", StringComparer.OrdinalIgnoreCase))
        {
            run.Skip("groups", "The target has no groups.");
            return;
        }

        var options = new ScimListOptions { PageSize = 1, ExcludedAttributes = "members" };
        var groups = await run.CallAsync(
            "groups", () => _client.ReadPageAsync("/Groups", options, "1", cancellationToken), page => string.Create(CultureInfo.InvariantCulture, $"{page.TotalResults} groups"), ProbeStep.Warning);
        if (groups.Resources.Any(group => group.TryGetProperty("members", out var members) && members.ValueKind is JsonValueKind.Array && members.GetArrayLength() > 0))
            run.Warn(Quirks.IgnoresExcludedAttributes);
    }

    private Task<ScimResult> FindAsync(string value, CancellationToken cancellationToken) =>
        _client.FindAsync(target.Endpoint, new ComparisonFilter(target.Matching, ComparisonOperator.Equal, value), new ScimReadOptions { NoCache = true }, cancellationToken);

    private static string Inverted(string value) =>
        string.Create(value.Length, value, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsAsciiLetterUpper(text[i]) ? char.ToLowerInvariant(text[i]) : char.IsAsciiLetterLower(text[i]) ? char.ToUpperInvariant(text[i]) : text[i];
        });

    private static string Names(ScimResult result, string name) => string.Join(", ", Texts(result, name));

    private static IEnumerable<string> Texts(ScimResult result, string name) =>
        result.Resources.Where(item => item.ValueKind is JsonValueKind.Object).Select(item => item.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "").Where(text => text.Length > 0).Take(100);
}
