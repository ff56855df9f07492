using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Client;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;
using Sutler.Service.Planning;

namespace Sutler.Service.Targets.Probing;

/// <summary>
/// What only writing shows: makes a marked test user, changes it in the ways that targets differ in, looks at what became of each, and deletes
/// it. Run only where somebody asked for it.
/// </summary>
internal sealed class WriteProbe(ProbeTarget target, ProbeRun run, TimeProvider time)
{
    private static readonly TimeSpan CleanLimit = TimeSpan.FromSeconds(30);
    private readonly TestUser _user = new(target, Guid.NewGuid().ToString("N"));
    private readonly List<(string Endpoint, string Id)> _made = [];
    private WireProfile _profile = WireProfile.Interop;

    public bool HonorsIfMatch { get; private set; }

    /// <summary>Whether the test user could be made.</summary>
    public bool Ran { get; private set; }

    public async Task RunAsync(TargetCapabilities? capabilities, CancellationToken cancellationToken)
    {
        try
        {
            if (await CreateAsync("create", target.Endpoint, _user.Body(), cancellationToken) is not { } id)
                return;
            Ran = true;
            await VerbsAsync(id, cancellationToken);
            if (_user.IsCore)
                await FormsAsync(id, cancellationToken);
            await DisableAsync(id, cancellationToken);
            await VersionAsync(id, capabilities, cancellationToken);
            await TwiceAsync(cancellationToken);
            if (!run.Steps.Any(step => step is { Name: "groups", Outcome: ProbeStep.Skipped or ProbeStep.Failed }))
                await new MemberProbe(target.Client, run, _profile).RunAsync(id, CreateAsync, cancellationToken);
        }
        finally
        {
            await CleanAsync();
        }
    }

    private async Task<string?> CreateAsync(string name, string endpoint, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var result = await run.CallAsync(name, () => target.Client.CreateAsync(endpoint, body, cancellationToken), failure: ProbeStep.Warning);
        if (result.Id is { } id)
            _made.Add((endpoint, id));
        else if (result.Outcome is ScimOutcome.MayHaveRun && endpoint == target.Endpoint)
            _made.AddRange((await FindAsync(cancellationToken)).Select(found => (endpoint, found)));
        return result.Id;
    }

    /// <summary>The case of operations, and whether values are kept as sent (S/SCIM-4, S/SCIM-31).</summary>
    private async Task VerbsAsync(string id, CancellationToken cancellationToken)
    {
        if (_user.Text is not { } path)
            return;
        const string value = "Sutler Probe aÄ 1";
        var lower = await PatchAsync("patch, lower-case operation", id, new PatchOperation(PatchVerb.Replace, path, value), _profile, cancellationToken);
        var capital = await PatchAsync("patch, capital operation", id, new PatchOperation(PatchVerb.Replace, path, value), _profile with { CapitalOperations = true }, cancellationToken);
        if (!lower.IsDone && capital.IsDone)
        {
            run.Add(Quirks.RefusesLowerCase);
            _profile = WireProfile.EntraLegacy with { TextBooleans = false, TextRoles = false, RemovesMembersByValue = false };
        }
        else if (lower.IsDone && !capital.IsDone)
        {
            run.Warn(Quirks.RefusesCapitals);
        }

        if ((lower.IsDone || capital.IsDone) && await ReadAsync(id, cancellationToken) is { } user && TargetValue.Read(user, path) as string != value)
            run.Warn(Quirks.ReformatsValues);
    }

    /// <summary>Operations without a path, and additions behind a filter (S/SCIM-34, S/SCIM-29).</summary>
    private async Task FormsAsync(string id, CancellationToken cancellationToken)
    {
        var nested = new PatchOperation(PatchVerb.Replace, null, new JsonObject { ["name"] = new JsonObject { ["givenName"] = "Changed" } });
        var whole = await PatchAsync("patch, without a path", id, nested, _profile, cancellationToken);
        var user = await ReadAsync(id, cancellationToken);
        if (!whole.IsDone)
            run.Warn(Quirks.RefusesPathless);
        else if (user is { } after && (Text(after, "name.familyName") is null || !string.Equals(Text(after, "name.givenName"), "Changed", StringComparison.OrdinalIgnoreCase)))
            run.Warn(Quirks.ReplacesWholeComplex);

        var mail = new PatchOperation(PatchVerb.Add, PatchPathParser.Parse("emails[type eq \"work\"].value"), "sutler-probe@example.com");
        var added = await PatchAsync("patch, value behind a filter", id, mail, _profile, cancellationToken);
        user = await ReadAsync(id, cancellationToken);
        if (!added.IsDone || (user is { } changed && Text(changed, "emails[type eq \"work\"].value") is null))
            run.Warn(Quirks.DropsFilteredAdditions);

        static string? Text(JsonElement user, string path) => TargetValue.Read(user, PatchPathParser.Parse(path)) as string;
    }

    /// <summary>Booleans, and whether a disabled user can still be found (S/SCIM-32, S/SCIM-9).</summary>
    private async Task DisableAsync(string id, CancellationToken cancellationToken)
    {
        if (_user.Flag is not { } path)
            return;
        var disable = new PatchOperation(PatchVerb.Replace, path, false);
        var result = await PatchAsync("disable", id, disable, _profile, cancellationToken);
        if (!result.IsDone && (await PatchAsync("disable, as text", id, disable, _profile with { TextBooleans = true }, cancellationToken)).IsDone)
        {
            run.Add(Quirks.RefusesBooleans);
            result = result with { Outcome = ScimOutcome.Done };
        }

        if (!result.IsDone)
            return;
        if (await ReadAsync(id, cancellationToken) is { } user && !TargetValue.Text(TargetValue.Read(user, path)).Equals("False", StringComparison.OrdinalIgnoreCase))
            run.Warn(Quirks.IgnoresDisable);
        var found = await run.CallAsync("search, disabled user", () => SearchAsync(cancellationToken), failure: ProbeStep.Warning);
        if (found.Status is 200 or 404 && found.Resources.Count == 0)
            run.Warn(Quirks.HidesInactive);
    }

    private async Task VersionAsync(string id, TargetCapabilities? capabilities, CancellationToken cancellationToken)
    {
        if (capabilities is not { ETag: true } || _user.Text is not { } path)
            return;
        var body = WirePatchWriter.Write([new PatchOperation(PatchVerb.Replace, path, "Sutler probe, may be deleted")], _profile);
        var result = await run.CallAsync(
            "patch, other version", () => target.Client.PatchAsync((target.Endpoint, id), body, "W/\"sutler-probe\"", cancellationToken), failure: ProbeStep.Passed);
        HonorsIfMatch = result.Status == 412;
        if (result.IsDone)
            run.Warn(Quirks.IgnoresIfMatch);
    }

    private async Task TwiceAsync(CancellationToken cancellationToken)
    {
        var result = await run.CallAsync("create again", () => target.Client.CreateAsync(target.Endpoint, _user.Body(), cancellationToken), failure: ProbeStep.Passed);
        if (result.Id is { } second && !_made.Contains((target.Endpoint, second)))
        {
            _made.Add((target.Endpoint, second));
            run.Warn(Quirks.AllowsDuplicates);
        }
    }

    private Task<ScimResult> PatchAsync(string name, string id, PatchOperation operation, WireProfile profile, CancellationToken cancellationToken) =>
        run.CallAsync(name, () => target.Client.PatchAsync(target.Endpoint, id, WirePatchWriter.Write([operation], profile), cancellationToken), failure: ProbeStep.Warning);

    private async Task<JsonElement?> ReadAsync(string id, CancellationToken cancellationToken) =>
        (await target.Client.GetAsync(target.Endpoint, id, new ScimReadOptions { NoCache = true }, cancellationToken)).Resource;

    private Task<ScimResult> SearchAsync(CancellationToken cancellationToken) =>
        target.Client.FindAsync(target.Endpoint, new ComparisonFilter(target.Matching, ComparisonOperator.Equal, _user.Name), new ScimReadOptions { NoCache = true }, cancellationToken);

    private async Task<IEnumerable<string>> FindAsync(CancellationToken cancellationToken) => (await SearchAsync(cancellationToken)).Resources.Select(ScimResult.IdOf).OfType<string>();

    /// <summary>Takes everything away that was made, whatever ended the probe.</summary>
    private async Task CleanAsync()
    {
        using var limit = new CancellationTokenSource(CleanLimit, time);
        foreach (var (endpoint, id) in Enumerable.Reverse(_made))
        {
            try
            {
                await run.CallAsync($"delete {endpoint}/{id}", () => target.Client.DeleteAsync(endpoint, id, limit.Token));
            }
            catch (OperationCanceledException)
            {
                run.Add(new ProbeStep($"delete {endpoint}/{id}", ProbeStep.Failed, 0, "The target did not answer in time. Delete the test resource by hand."));
            }
        }
    }
}
