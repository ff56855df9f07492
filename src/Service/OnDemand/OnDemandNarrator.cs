using System.Globalization;
using System.Text.Json;
using Sutler.Service.Applying;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;
using Sutler.Service.Plans;

namespace Sutler.Service.OnDemand;

/// <summary>Tells what became of an object, step by step: import, matching, scoping, export (S/LOG-7a). Pure.</summary>
internal sealed class OnDemandNarrator(ObjectSchema schema, OnDemandRun run)
{
    private const string Import = "EntryImport";

    public OnDemandResult Tell(WorkItem item, TargetFault? fault)
    {
        var change = item.Change!;
        var status = Status(item, fault);
        return new OnDemandResult
        {
            Action = change.Action is ChangeAction.None ? "Other" : change.Action.ToString(),
            ChangeId = item.TraceId.Length > 0 ? item.TraceId : Guid.NewGuid().ToString("N"),
            StartTime = Text(run.Began),
            EndTime = Text(run.Ended),
            ModifiedProperties = [.. change.Attributes.Select(Modified)],
            ProvisioningSteps = [.. Steps(item, fault, status)],
            ReportableIdentifier = Name(item),
            StatusInfo = status,
            SourceIdentity = new OnDemandIdentity(item.SourceId, schema.SourceType) { DisplayName = change.DisplayName },
            SourceSystem = OnDemandSystem.Directory,
            TargetIdentity = new OnDemandIdentity(item.TargetId ?? change.TargetId, TargetType()),
            TargetSystem = new OnDemandSystem(null, run.TargetSystem),
        };
    }

    /// <summary>For an id that leads to nothing: neither in the directory nor linked.</summary>
    public OnDemandResult Unknown(string id)
    {
        const string message = "The directory has no such object, and the job has provisioned none. Check the id.";
        return new OnDemandResult
        {
            Action = "Other",
            ChangeId = Guid.NewGuid().ToString("N"),
            StartTime = Text(run.Began),
            EndTime = Text(run.Ended),
            ModifiedProperties = [],
            ProvisioningSteps = [new ProvisioningStep(Import, "Import", StepStatus.Failure, message) { Timestamp = Text(run.Began) }],
            ReportableIdentifier = id,
            StatusInfo = new OnDemandStatus(StepStatus.Failure) { ErrorCode = "ObjectNotFound", Reason = message, ErrorCategory = "NonServiceFailure" },
            SourceIdentity = new OnDemandIdentity(id, schema.SourceType),
            SourceSystem = OnDemandSystem.Directory,
            TargetIdentity = new OnDemandIdentity(null, TargetType()),
            TargetSystem = new OnDemandSystem(null, run.TargetSystem),
        };
    }

    private static OnDemandStatus Status(WorkItem item, TargetFault? fault)
    {
        var change = item.Change!;
        if (item.IsOpen && fault is not null)
            return Failed(fault.Code, fault.Message);
        if (item.Failure is { } failure)
            return Failed(failure.Code, failure.Message);
        if (change.IsFailure)
            return Failed(change.Reason, change.Detail);
        return change.Action is ChangeAction.None
            ? new OnDemandStatus(StepStatus.Skipped) { ErrorCode = change.Reason, Reason = SkipMessage(change) }
            : new OnDemandStatus(StepStatus.Success);
    }

    private static OnDemandStatus Failed(string code, string message) => new(StepStatus.Failure)
    {
        ErrorCode = code,
        Reason = message,
        ErrorCategory = code is Reasons.InternalServerError or Reasons.Timeout or Reasons.Unreachable ? "Failure" : "NonServiceFailure",
    };

    private IEnumerable<ProvisioningStep> Steps(WorkItem item, TargetFault? fault, OnDemandStatus status)
    {
        if (item.IsOpen && fault is not null)
            yield return new ProvisioningStep("TestConnection", "Import", StepStatus.Failure, fault.Message) { Timestamp = Text(run.Began) };
        if (item.Source is not { } source)
            yield return Step(Import, "Import", (StepStatus.Success, $"{schema.SourceType} '{Name(item)}' is gone from the directory"), []);
        else
            yield return Step(Import, "Import", (StepStatus.Success, $"Retrieved {schema.SourceType} '{Name(item)}' from {OnDemandSystem.Directory.Name}"), SourceView.Attributes(source));
        if (item.IsOpen)
            yield break;

        yield return Matching(item);
        if (item.Source is { } object_)
            yield return Step("EntrySynchronizationScoping", "Scoping", (StepStatus.Success, $"Determine if {schema.SourceType} in scope by evaluating against each scoping filter"), SourceView.Details(SourceView.Scope(object_, schema)));
        yield return Export(item, status);
    }

    private ProvisioningStep Matching(WorkItem item)
    {
        if (item.Targets.Count > 1)
            return Step(Import, "Matching", (StepStatus.Failure, $"{item.Targets.Count} objects of {run.TargetSystem} match '{Name(item)}'"), Found(item.Targets));
        return item.Targets.Count == 1
            ? Step(Import, "Matching", (StepStatus.Success, $"Retrieved '{Name(item)}' from {run.TargetSystem}"), Found(item.Targets))
            : Step(Import, "Matching", (StepStatus.Success, $"No object of {run.TargetSystem} matches '{Name(item)}'"), []);
    }

    /// <summary>The target's attributes; with several objects each one's under its id (S/OD-1a).</summary>
    private Dictionary<string, string?> Found(IReadOnlyList<JsonElement> targets)
    {
        var details = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var target in targets)
        {
            var id = Scim.Client.ScimResult.IdOf(target);
            var prefix = targets.Count > 1 ? id + "." : "";
            details[prefix + "id"] = id;
            foreach (var mapping in schema.Values.Concat(schema.References).Where(mapping => !Redaction.Hides(mapping)))
                details[prefix + mapping.TargetName] = TargetValue.Read(target, mapping.Target) is { } value ? TargetValue.Text(value) : null;
        }

        return details;
    }

    private ProvisioningStep Export(WorkItem item, OnDemandStatus status)
    {
        var change = item.Change!;
        var written = change.Attributes.ToDictionary(attribute => attribute.Mapping.TargetName, attribute => Shown(attribute, attribute.After), StringComparer.Ordinal);
        if (status.Status == StepStatus.Failure)
            return Step(ExportName(change.Action), "Export", (StepStatus.Failure, status.Reason ?? ""), written);
        if (status.Status == StepStatus.Skipped)
            return Step("EntrySynchronizationSkip", "Export", (StepStatus.Skipped, SkipMessage(change)), new(StringComparer.Ordinal) { ["SkipReason"] = change.Reason });
        var verb = change.Action switch { ChangeAction.Create => "created", ChangeAction.Delete => "deleted", ChangeAction.Disable => "disabled", _ => "updated" };
        return Step(ExportName(change.Action), "Export", (StepStatus.Success, $"{schema.SourceType} '{Name(item)}' {(run.IsPreview ? "would be" : "was")} {verb} in {run.TargetSystem}"), written);
    }

    private static string ExportName(ChangeAction action) => action switch
    {
        ChangeAction.Create => "EntryExportAdd",
        ChangeAction.Delete => "EntryExportDelete",
        _ => "EntryExportUpdate",
    };

    private static string SkipMessage(Change change) => change.Detail.Length > 0 ? change.Detail
        : "The state of the object in both the source and target systems already match. No change currently needs to be made.";

    private ProvisioningStep Step(string name, string type, (string Status, string Description) outcome, Dictionary<string, string?> details) =>
        new(name, type, outcome.Status, outcome.Description) { Timestamp = Text(type == "Export" ? run.Ended : run.Began), Details = details };

    private string TargetType() => schema.Extensions.Count > 0 ? schema.Extensions[0] : schema.CoreUrn;

    private static ModifiedProperty Modified(AttributeChange attribute) => new(
        attribute.Mapping.TargetName,
        Shown(attribute, attribute.Before),
        Shown(attribute, attribute.After));

    private static string? Shown(AttributeChange attribute, object? value) => value is null ? null : Redaction.Hides(attribute) ? Redaction.Shown : TargetValue.Text(value);

    private static string Name(WorkItem item) => item.Source?.Attributes.GetValueOrDefault(Directory.UserAttribute.UserPrincipalName) is string { Length: > 0 } name ? name
        : item.Change?.DisplayName is { Length: > 0 } display ? display
        : item.SourceId;

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
