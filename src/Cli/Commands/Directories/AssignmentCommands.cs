using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Directories;

/// <summary><c>sutler directory assignments list|assign|unassign</c></summary>
internal static class AssignmentCommands
{
    private const int MostListed = 100_000;
    private static readonly string[] Columns = ["id", "principalDisplayName", "principalType", "principalId", "resourceDisplayName", "appRoleId", "transitive", "validFrom", "validUntil"];

    public static Command Create() => new("assignments", "Who is assigned to which application.") { List(), Assign(), Unassign() };

    private static Command List()
    {
        var application = new Option<string?>("--application") { Description = "Id of an application (service principal)." };
        var user = new Option<string?>("--user") { Description = "Id or userPrincipalName of a user." };
        var group = new Option<string?>("--group") { Description = "Id of a group." };
        var command = new Command("list", "Lists the assignments of an application, a user or a group.\n\nExample: sutler directory assignments list --application ID --data data") { application, user, group };
        return DirectoryVerb.Make(command, async (call, cancellationToken) =>
        {
            var path = (call.Parsed.GetValue(application), call.Parsed.GetValue(user), call.Parsed.GetValue(group)) switch
            {
                ({ } id, null, null) => $"v1.0/servicePrincipals/{Uri.EscapeDataString(id)}/appRoleAssignedTo",
                (null, { } id, null) => $"v1.0/users/{Uri.EscapeDataString(id)}/appRoleAssignments",
                (null, null, { } id) => $"v1.0/groups/{Uri.EscapeDataString(id)}/appRoleAssignments",
                _ => throw new CommandException("say one of --application, --user and --group."),
            };
            call.ShowTable(await call.ListAsync(path + "?$top=999", MostListed, cancellationToken), Columns);
        });
    }

    private static Command Assign()
    {
        var application = Application();
        var principal = new Argument<string>("principal") { Description = "Id of the user or group." };
        var role = new Option<string?>("--role") { Description = "Id of an app role. Default: the default access role." };
        var transitive = new Option<bool>("--transitive") { Description = "With a group: members of its groups too." };
        var from = new Option<string?>("--from") { Description = "From when it counts, such as 2026-01-31T00:00:00Z." };
        var until = new Option<string?>("--until") { Description = "Until when it counts." };
        var command = new Command(
            "assign", "Assigns a user or group to an application.\n\nExample: sutler directory assignments assign APPLICATION GROUP --transitive --until 2026-12-31T00:00:00Z --data data")
            { application, principal, role, transitive, from, until };
        return DirectoryVerb.Make(command, async (call, cancellationToken) =>
        {
            var body = new JsonObject { ["principalId"] = call.Parsed.GetValue(principal), ["transitive"] = call.Parsed.GetValue(transitive) };
            foreach (var (name, option) in ((string, Option<string?>)[])[("appRoleId", role), ("validFrom", from), ("validUntil", until)])
            {
                if (call.Parsed.GetValue(option) is { } value)
                    body[name] = value;
            }

            var made = await call.Api.PostAsync($"v1.0/servicePrincipals/{Uri.EscapeDataString(call.Parsed.GetValue(application)!)}/appRoleAssignedTo", body, cancellationToken);
            if (call.Screen.Json)
                call.Show(made);
            else
                call.Screen.Say($"{made["id"]}: assigned");
        });
    }

    private static Command Unassign()
    {
        var application = Application();
        var id = new Argument<string>("assignment") { Description = "Id of the assignment; 'list' shows them." };
        var command = new Command("unassign", "Takes an assignment away.\n\nExample: sutler directory assignments unassign APPLICATION ASSIGNMENT --data data") { application, id };
        return DirectoryVerb.Make(command, async (call, cancellationToken) =>
        {
            var (app, assignment) = (call.Parsed.GetValue(application)!, call.Parsed.GetValue(id)!);
            await call.Api.DeleteAsync($"v1.0/servicePrincipals/{Uri.EscapeDataString(app)}/appRoleAssignedTo/{Uri.EscapeDataString(assignment)}", cancellationToken);
            call.Done($"{assignment}: unassigned", assignment);
        });
    }

    private static Argument<string> Application() => new("application") { Description = "Id of the application (service principal)." };
}
