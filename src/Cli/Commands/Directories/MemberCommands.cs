using System.CommandLine;
using System.Text.Json.Nodes;

namespace Sutler.Cli.Commands.Directories;

/// <summary><c>sutler directory members list|add|remove</c></summary>
internal static class MemberCommands
{
    private const int MostListed = 100_000;
    private const int MostAdded = 20;
    private static readonly string[] Columns = ["id", "type", "name"];

    public static Command Create() => new("members", "Members of a group: users and groups.") { List(), Add(), Remove() };

    private static Command List()
    {
        var group = Group();
        var transitive = new Option<bool>("--transitive") { Description = "Those of its groups too." };
        var command = new Command("list", "Lists the members of a group.\n\nExample: sutler directory members list GROUP --transitive --data data") { group, transitive };
        return DirectoryVerb.Make(command, async (call, cancellationToken) =>
        {
            var path = $"{At(call.Parsed.GetValue(group)!)}/{(call.Parsed.GetValue(transitive) ? "transitiveMembers" : "members")}?$top=999";
            var members = await call.ListAsync(path, MostListed, cancellationToken);
            var rows = members.Select(member => (JsonNode)new JsonObject
            {
                ["id"] = member!["id"]!.ToString(),
                ["type"] = member["@odata.type"]?.ToString().Replace("#microsoft.graph.", "", StringComparison.Ordinal),
                ["name"] = (member["displayName"] ?? member["userPrincipalName"])?.ToString(),
            });
            call.ShowTable([.. rows], Columns);
        });
    }

    private static Command Add()
    {
        var group = Group();
        var members = Members();
        var command = new Command("add", "Adds users or groups to a group; those in it already stay.\n\nExample: sutler directory members add GROUP ID ID --data data") { group, members };
        return DirectoryVerb.Make(command, async (call, cancellationToken) =>
        {
            var (id, ids) = (call.Parsed.GetValue(group)!, call.Parsed.GetValue(members)!);
            foreach (var some in ids.Chunk(MostAdded))
            {
                var addresses = new JsonArray([.. some.Select(member => (JsonNode)$"directoryObjects/{member}")]);
                await call.Api.PatchAsync(At(id), new JsonObject { ["members@odata.bind"] = addresses }, cancellationToken);
            }

            call.Done($"{id}: {ids.Length} in the group", id);
        });
    }

    private static Command Remove()
    {
        var group = Group();
        var members = Members();
        var command = new Command("remove", "Takes members out of a group.\n\nExample: sutler directory members remove GROUP ID --data data") { group, members };
        return DirectoryVerb.Make(command, async (call, cancellationToken) =>
        {
            var (id, ids) = (call.Parsed.GetValue(group)!, call.Parsed.GetValue(members)!);
            foreach (var member in ids)
                await call.Api.DeleteAsync($"{At(id)}/members/{Uri.EscapeDataString(member)}/$ref", cancellationToken);
            call.Done($"{id}: {ids.Length} taken out", id);
        });
    }

    private static Argument<string> Group() => new("group") { Description = "Id of the group." };

    private static Argument<string[]> Members() => new("members") { Description = "Ids of users or groups.", Arity = ArgumentArity.OneOrMore };

    private static string At(string group) => "v1.0/groups/" + Uri.EscapeDataString(group);
}
