using System.CommandLine;
using System.Globalization;

namespace Sutler.Cli.Commands.Directories;

/// <summary>The verbs that users and groups share.</summary>
internal static class ObjectCommands
{
    private const int MostListed = 100_000;

    public static Command Create(ObjectKind kind, params IReadOnlyList<Command> more)
    {
        var command = new Command(kind.Plural, $"{kind.Plural[..1].ToUpperInvariant()}{kind.Plural[1..]} of the directory.")
        {
            List(kind),
            Show(kind),
            Make(kind),
            Set(kind),
            Delete(kind),
            OfDeleted(kind, "restore", "Brings a deleted {0} back."),
            OfDeleted(kind, "purge", "Removes a deleted {0} for good; there is no way back."),
        };
        foreach (var other in more)
            command.Subcommands.Add(other);
        return command;
    }

    private static Command List(ObjectKind kind)
    {
        var filter = new Option<string?>("--filter") { Description = "Only those that an OData filter lets through." };
        var deleted = new Option<bool>("--deleted") { Description = "Those that were deleted and can be restored." };
        var top = new Option<int>("--top") { Description = "How many at most.", DefaultValueFactory = _ => 100 };
        var command = new Command("list", $"Lists {kind.Plural}.\n\nExample: sutler directory {kind.Plural} list --filter \"startsWith(displayName,'A')\" --data data") { filter, deleted, top };
        return DirectoryVerb.Make(command, async (call, cancellationToken) =>
        {
            var most = Math.Clamp(call.Parsed.GetValue(top), 1, MostListed);
            var query = string.Create(CultureInfo.InvariantCulture, $"?$top={Math.Min(most, 999)}");
            if (call.Parsed.GetValue(filter) is { } given)
                query += "&$filter=" + Uri.EscapeDataString(given);
            call.ShowTable(await call.ListAsync((call.Parsed.GetValue(deleted) ? kind.Deleted : kind.Path) + query, most, cancellationToken), kind.Columns);
        });
    }

    private static Command Show(ObjectKind kind)
    {
        var id = Id(kind);
        var command = new Command("show", $"Shows one {kind.Name} whole.\n\nExample: sutler directory {kind.Plural} show ID --data data") { id };
        return DirectoryVerb.Make(command, async (call, cancellationToken) => call.Show(await call.Api.GetAsync(At(kind, call.Parsed.GetValue(id)!), cancellationToken)));
    }

    private static Command Make(ObjectKind kind)
    {
        var attributes = new Argument<string[]>("attributes") { Description = AttributeArguments.Description, Arity = ArgumentArity.OneOrMore };
        var command = new Command("create", $"Makes a {kind.Name}.\n\nExample: sutler directory {kind.Plural} create {kind.Example} --data data") { attributes };
        return DirectoryVerb.Make(command, async (call, cancellationToken) =>
        {
            var made = await call.Api.PostAsync(kind.Path, AttributeArguments.Read(call.Parsed.GetValue(attributes)!), cancellationToken);
            if (call.Screen.Json)
                call.Show(made);
            else
                call.Screen.Say($"{made["id"]}: {kind.Name} made");
        });
    }

    private static Command Set(ObjectKind kind)
    {
        var id = Id(kind);
        var attributes = new Argument<string[]>("attributes") { Description = AttributeArguments.Description, Arity = ArgumentArity.OneOrMore };
        var command = new Command("set", $"Changes attributes of a {kind.Name}.\n\nExample: sutler directory {kind.Plural} set ID displayName='New name' description= --data data") { id, attributes };
        return DirectoryVerb.Make(command, async (call, cancellationToken) =>
        {
            var name = call.Parsed.GetValue(id)!;
            await call.Api.PatchAsync(At(kind, name), AttributeArguments.Read(call.Parsed.GetValue(attributes)!), cancellationToken);
            call.Done($"{name}: changed", name);
        });
    }

    private static Command Delete(ObjectKind kind)
    {
        var id = Id(kind);
        var command = new Command("delete", $"Deletes a {kind.Name}; 'restore' brings it back until it is too old.\n\nExample: sutler directory {kind.Plural} delete ID --data data") { id };
        return DirectoryVerb.Make(command, async (call, cancellationToken) =>
        {
            var name = call.Parsed.GetValue(id)!;
            await call.Api.DeleteAsync(At(kind, name), cancellationToken);
            call.Done($"{name}: deleted", name);
        });
    }

    private static Command OfDeleted(ObjectKind kind, string verb, string description)
    {
        var id = new Argument<string>("id") { Description = $"Id of the deleted {kind.Name}; 'list --deleted' shows them." };
        var command = new Command(verb, $"{string.Format(CultureInfo.InvariantCulture, description, kind.Name)}\n\nExample: sutler directory {kind.Plural} {verb} ID --data data") { id };
        return DirectoryVerb.Make(command, async (call, cancellationToken) =>
        {
            var name = call.Parsed.GetValue(id)!;
            var path = "v1.0/directory/deletedItems/" + Uri.EscapeDataString(name);
            if (verb == "restore")
                await call.Api.PostAsync(path + "/restore", body: null, cancellationToken);
            else
                await call.Api.DeleteAsync(path, cancellationToken);
            call.Done($"{name}: {verb}d", name);
        });
    }

    private static Argument<string> Id(ObjectKind kind) => new("id") { Description = kind == ObjectKind.User ? "Id or userPrincipalName of the user." : "Id of the group." };

    private static string At(ObjectKind kind, string id) => $"{kind.Path}/{Uri.EscapeDataString(id)}";
}
