using System.Globalization;
using Sutler.Service.Directory;
using Sutler.Service.Inbound.Resources;
using Sutler.Service.Mapping;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>
/// Decides what a record means for the directory (S/IN-3): create, update, enable, disable or nothing. What the record does not say is no
/// statement, unless the mapping's null policy makes it one (S/IN-7, S/MAP-12). Pure.
/// </summary>
/// <param name="schema">The job's mappings.</param>
/// <param name="directory">The users as earlier records of the batch leave them.</param>
/// <param name="now">When users come into the directory.</param>
internal sealed class UploadPlanner(UploadSchema schema, UploadWorkspace directory, DateTimeOffset now)
{
    private const int MostAttributes = 256;

    public UploadPlan Plan(UploadSource source, string key)
    {
        var users = schema.Users;
        if (!users.Scope.Includes(source.Read) || !users.InputScope.Includes(source.Read))
            return UploadPlan.Skip("NotInScope", "The scope of the job's mapping leaves the record out. Change the scope, or send the record to another job.");
        var matches = directory.Matches(key);
        if (matches.Count > 1)
            return UploadPlan.Fail("DuplicateTargetEntries", $"{matches.Count} users have the {schema.MatchAttribute} '{key}'. Leave it to one of them.");
        var before = matches.Count == 1 ? matches[0] : null;
        if (before is null ? !users.Actions.Create : !users.Actions.Update)
            return UploadPlan.Skip("ActionNotAllowed", $"The job's mapping does not let it {(before is null ? "create" : "update")} users (flowTypes). Another job has that authority, or let this one.");
        try
        {
            return Plan(source, before, key);
        }
        catch (UploadFailure failure)
        {
            return UploadPlan.Fail(failure.Code, failure.Message) with { Before = before };
        }
    }

    private UploadPlan Plan(UploadSource source, DirectoryUser? before, string key)
    {
        var start = before ?? New(key);
        var attributes = new Dictionary<string, object>(start.Attributes, StringComparer.OrdinalIgnoreCase);
        var user = start;
        foreach (var mapping in schema.Users.Values)
        {
            if (before is not null && mapping.FlowType is FlowType.ObjectAddOnly)
                continue;
            var mapped = Map(mapping, source);
            if (mapped.LeavesFlow)
                continue;
            if (mapping.TargetName.Is(UserAttribute.ManagerEmployeeId))
                user = WithManager(user, mapping, mapped);
            else
                Set(attributes, mapping, Choose(mapping, mapped, start.Id), before is null);
        }

        foreach (var (attribute, value) in source.Unknown(schema.KnowsUrn))
            attributes[attribute] = value;
        if (attributes.Count > MostAttributes)
            throw new UploadFailure("InvalidValue", $"The user would have more than {MostAttributes} attributes. Send fewer.");
        var after = user with { Attributes = attributes, DeletedAt = null };
        CheckName(after);
        return Decide(before, after);
    }

    private static UploadPlan Decide(DirectoryUser? before, DirectoryUser after)
    {
        if (before is not null && UserView.AreSame(before, after))
            return new UploadPlan { Action = UploadAction.None, Before = before, Code = Planning.Reasons.RedundantExport, Message = "The directory has it all already." };
        var action = (before?.AccountEnabled, after.AccountEnabled) switch
        {
            (null, _) => UploadAction.Create,
            (true, false) => UploadAction.Disable,
            (false, true) => UploadAction.Enable,
            _ => UploadAction.Update,
        };
        return new UploadPlan { Action = action, Before = before, After = after, Modified = Differences(before, after) };
    }

    /// <summary>A worker's user has the id that an import of files would give them; one who was deleted comes back as who they were.</summary>
    private DirectoryUser New(string key)
    {
        var user = (schema.IsByEmployee ? directory.ForWorker(key) : null)
            ?? new DirectoryUser { Id = Guid.NewGuid().ToString(), Attributes = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase) };
        return user with { CreatedAt = user.CreatedAt ?? now };
    }

    private static MappedValue Map(AttributeMapping mapping, UploadSource source)
    {
        try
        {
            return mapping.Source.Map(source.Read);
        }
        catch (MappingException fault)
        {
            throw new UploadFailure(Planning.Reasons.AttributeMappingExpressionError, $"{mapping.TargetName}: {fault.Message}");
        }
    }

    /// <summary>Of several values the first that nobody else has, where they are names; else the first.</summary>
    private object? Choose(AttributeMapping mapping, MappedValue mapped, string id)
    {
        if (mapped.Candidates is not { Count: > 0 } candidates)
            return mapped.Value;
        if (!mapping.TargetName.Is(UserAttribute.UserPrincipalName))
            return candidates[0];
        return candidates.FirstOrDefault(name => directory.OwnerOf(name) is not { } owner || owner == id)
            ?? throw new UploadFailure("DuplicateName", $"All {candidates.Count} names that the mapping of userPrincipalName gives belong to others. Let it give more.");
    }

    private static void Set(Dictionary<string, object> attributes, AttributeMapping mapping, object? value, bool isNew)
    {
        var name = UserAttribute.Canonical.GetValueOrDefault(mapping.TargetName, mapping.TargetName);
        if (mapping.WriteIfEmpty && attributes.ContainsKey(name))
            return;
        var kept = Convert(name, value);
        if (kept is null && mapping.DefaultValue is not null && (isNew || mapping.NullPolicy is NullPolicy.Default))
            kept = Convert(name, mapping.DefaultValue);
        if (kept is not null)
            attributes[name] = kept;
        else if (mapping.NullPolicy is not NullPolicy.Skip)
            attributes.Remove(name);
    }

    private static DirectoryUser WithManager(DirectoryUser user, AttributeMapping mapping, MappedValue mapped)
    {
        var manager = UploadSource.Text(mapped.Value);
        if (manager is null)
            return mapping.NullPolicy is NullPolicy.Skip ? user : user with { ManagerEmployeeId = null, ManagerId = null };
        return manager == user.ManagerEmployeeId ? user : user with { ManagerEmployeeId = manager };
    }

    private static object? Convert(string name, object? value)
    {
        if (AttributeText.IsFlag(name))
        {
            return value is null ? null
                : bool.TryParse(UploadSource.Text(value), out var flag) ? flag
                : throw new UploadFailure("InvalidValue", $"{name} must be true or false, not '{Short(UploadSource.Text(value))}'. Correct the record or the mapping.");
        }

        object? kept = value switch
        {
            string[] many when AttributeText.IsList(name) || name.StartsWith(UserAttribute.ExtensionPrefix, StringComparison.OrdinalIgnoreCase) => many.Length == 0 ? null : many,
            string[] { Length: > 1 } => throw new UploadFailure("InvalidValue", $"{name} has one value in the directory, and the record gives several. Map one of them, as in [type eq \"work\"]."),
            string[] many => many.FirstOrDefault(),
            ComplexValue[] => throw new UploadFailure("InvalidValue", $"{name} must be text. Map one part of the value."),
            _ => UploadSource.Text(value) is { Length: > 0 } text ? AttributeText.IsList(name) ? new[] { text } : text : null,
        };
        return kept is string { Length: > AttributeText.MostLength } ? throw new UploadFailure("InvalidValue", $"{name} has more than {AttributeText.MostLength} characters. Shorten it.") : kept;
    }

    private void CheckName(DirectoryUser user)
    {
        if (user.UserPrincipalName.Length == 0)
            throw new UploadFailure("MissingValues", "The user has no userPrincipalName. Send userName, or map another attribute to it.");
        if (directory.OwnerOf(user.UserPrincipalName) is { } owner && owner != user.Id)
            throw new UploadFailure("DuplicateName", $"The userPrincipalName '{Short(user.UserPrincipalName)}' belongs to the user {owner}. Send another userName, or correct that user.");
    }

    private static List<IReadOnlyList<string?>> Differences(DirectoryUser? before, DirectoryUser after)
    {
        var found = new List<IReadOnlyList<string?>>();
        foreach (var name in (before?.Attributes.Keys ?? []).Union(after.Attributes.Keys, StringComparer.OrdinalIgnoreCase))
        {
            var (old, value) = (before?.Attributes.GetValueOrDefault(name), after.Attributes.GetValueOrDefault(name));
            if (!AttributeText.AreEqual(old, value))
                found.Add([name, Shown(old), Shown(value)]);
        }

        if (before?.ManagerEmployeeId != after.ManagerEmployeeId)
            found.Add([UserAttribute.ManagerEmployeeId, before?.ManagerEmployeeId, after.ManagerEmployeeId]);
        return found;
    }

    private static string? Shown(object? value) => value is string[] many ? Short(string.Join("; ", many)) : value is null ? null : Short(System.Convert.ToString(value, CultureInfo.InvariantCulture));

    private static string? Short(string? text) => text is { Length: > 1024 } ? text[..1024] + "…" : text;
}
