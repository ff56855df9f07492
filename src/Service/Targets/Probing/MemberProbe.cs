using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Client;
using Sutler.Service.Mapping;

namespace Sutler.Service.Targets.Probing;

/// <summary>Makes a group, adds two members in one request, removes one of them in either form, and looks at what is left (S/SCIM-24, S/SCIM-35).</summary>
internal sealed class MemberProbe(ScimClient client, ProbeRun run, WireProfile profile)
{
    private readonly string _name = TestUser.Mark + Guid.NewGuid().ToString("N");

    public async Task RunAsync(
        string userId, Func<string, string, ReadOnlyMemory<byte>, CancellationToken, Task<string?>> create, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["schemas"] = new JsonArray(ObjectSchema.CoreUrnPrefix + "Group"), ["displayName"] = _name };
        if (await create("create group", "/Groups", JsonSerializer.SerializeToUtf8Bytes(body), cancellationToken) is not { } group)
            return;
        var other = new JsonObject { ["schemas"] = new JsonArray(ObjectSchema.CoreUrnPrefix + "User"), ["userName"] = _name, ["displayName"] = "Sutler probe, may be deleted" };
        var second = await create("create second user", "/Users", JsonSerializer.SerializeToUtf8Bytes(other), cancellationToken);
        string[] members = second is null ? [userId] : [userId, second];

        var added = await PatchAsync("add members", group, (members, []), profile, cancellationToken);
        if (!added.IsDone && members.Length > 1)
        {
            var one = await PatchAsync("add one member", group, ([members[0]], []), profile, cancellationToken);
            if (!one.IsDone || !(await PatchAsync("add another member", group, ([members[1]], []), profile, cancellationToken)).IsDone)
                return;
            run.Warn(Quirks.TakesOneMember);
        }

        var byFilter = await PatchAsync("remove member, filter", group, ([], [members[0]]), profile with { RemovesMembersByValue = false }, cancellationToken);
        if (!byFilter.IsDone)
        {
            run.Warn(Quirks.RefusesFilterRemoval);
            await PatchAsync("remove member, value", group, ([], [members[0]]), profile with { RemovesMembersByValue = true }, cancellationToken);
        }

        if (second is not null && await LeftAsync(group, cancellationToken) is { } left && !left.Contains(second, StringComparer.Ordinal))
            run.Warn(Quirks.EmptiesGroupOnRemoval);
    }

    private async Task<ScimResult> PatchAsync(
        string name, string group, (string[] Add, string[] Remove) change, WireProfile form, CancellationToken cancellationToken)
    {
        var body = MembershipWriter.Write(change.Add, change.Remove, form).First();
        return await run.CallAsync(name, () => client.PatchAsync("/Groups", group, body, cancellationToken), failure: ProbeStep.Warning);
    }

    private async Task<IReadOnlyList<string>?> LeftAsync(string group, CancellationToken cancellationToken)
    {
        var read = await client.GetAsync("/Groups", group, new ScimReadOptions { NoCache = true }, cancellationToken);
        if (read.Resource is not { } resource)
            return null;
        return resource.TryGetProperty("members", out var members) && members.ValueKind is JsonValueKind.Array
            ? [.. members.EnumerateArray().Select(member => member.TryGetProperty("value", out var value) ? value.ToString() : "")]
            : [];
    }
}
