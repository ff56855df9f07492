using System.Globalization;
using System.Text.Json;
using Sutler.Service.Store;

namespace Sutler.Service.Logs;

/// <summary>Writes rows as Graph's <c>provisioningObjectSummary</c> (S/LOG-6); with the older names beside it where the beta is asked.</summary>
internal sealed class LogView(IReadOnlyDictionary<string, LogApplication> applications, bool isBeta)
{
    private const string UserUrn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private const string GroupUrn = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static readonly LogApplication Unknown = new();

    public void Write(Utf8JsonWriter writer, LogRecord row)
    {
        var facts = LogRowFacts.Read(row.Record);
        writer.WriteStartObject();
        writer.WriteString("id", row.Sequence.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("activityDateTime", row.At);
        writer.WriteString("tenantId", Tenant.Default);
        writer.WriteString("jobId", row.JobId);
        writer.WriteString("cycleId", row.CycleId);
        writer.WriteString("changeId", row.ChangeId ?? row.Sequence.ToString(CultureInfo.InvariantCulture));
        writer.WriteNumber("durationInMilliseconds", facts.Duration ?? 0);
        writer.WriteString("provisioningAction", row.Action);
        if (isBeta)
            writer.WriteString("action", row.Action);
        WriteStatus(writer, "provisioningStatusInfo", row, facts);
        if (isBeta)
            WriteStatus(writer, "statusInfo", row, facts);
        WriteSteps(writer, LogSteps.Of(row, facts));
        WriteModified(writer, facts);
        WriteInitiator(writer, facts);
        WriteSystems(writer, row);
        WriteIdentities(writer, row, facts);
        WriteOwn(writer, row, facts);
        writer.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter writer, string name, LogRecord row, LogRowFacts facts)
    {
        writer.WriteStartObject(name);
        writer.WriteString("status", row.Status);
        if (row.ErrorCode is not { } code)
        {
            writer.WriteNull("errorInformation");
        }
        else
        {
            writer.WriteStartObject("errorInformation");
            writer.WriteString("errorCode", code);
            writer.WriteString("reason", facts.Message ?? facts.Detail);
            writer.WriteString("additionalDetails", facts.Message is null ? null : facts.Detail.Length > 0 ? facts.Detail : null);
            writer.WriteString("errorCategory", Category(row, code));
            writer.WriteString("recommendedAction", "docs/reference/error-codes.md#" + code.ToLowerInvariant());
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Whose fault it is (S/LOG-10).</summary>
    private static string Category(LogRecord row, string code) =>
        row.Status is LogWords.Skipped ? "success" : code is "InternalError" ? "failure" : "nonServiceFailure";

    private static void WriteSteps(Utf8JsonWriter writer, IReadOnlyList<LogStep> steps)
    {
        writer.WriteStartArray("provisioningSteps");
        foreach (var step in steps)
        {
            writer.WriteStartObject();
            writer.WriteString("name", step.Name);
            writer.WriteString("provisioningStepType", step.Type);
            writer.WriteString("status", step.Status);
            writer.WriteString("description", step.Description);
            writer.WriteStartObject("details");
            foreach (var (key, value) in step.Details)
                writer.WriteString(key, value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteModified(Utf8JsonWriter writer, LogRowFacts facts)
    {
        writer.WriteStartArray("modifiedProperties");
        foreach (var property in facts.Modified)
        {
            writer.WriteStartObject();
            writer.WriteString("displayName", property[0]);
            writer.WriteString("oldValue", property[1]);
            writer.WriteString("newValue", property[2]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteInitiator(Utf8JsonWriter writer, LogRowFacts facts)
    {
        writer.WriteStartObject("initiatedBy");
        writer.WriteString("id", facts.Initiator?[0] ?? "");
        writer.WriteString("displayName", facts.Initiator?[1] ?? "Sutler provisioning service");
        writer.WriteString("initiatorType", facts.Initiator?[2] ?? "system");
        writer.WriteEndObject();
    }

    private void WriteSystems(Utf8JsonWriter writer, LogRecord row)
    {
        var application = applications.GetValueOrDefault(row.JobId, Unknown);
        writer.WriteStartObject("servicePrincipal");
        writer.WriteString("id", application.ApplicationId);
        writer.WriteString("displayName", application.DisplayName);
        writer.WriteEndObject();
        WriteSystem(writer, "sourceSystem", (Tenant.Default, "Sutler directory"), application: null);
        WriteSystem(writer, "targetSystem", (application.ApplicationId, row.JobId.Split('.')[0]), application);
    }

    private static void WriteSystem(Utf8JsonWriter writer, string name, (string Id, string DisplayName) system, LogApplication? application)
    {
        writer.WriteStartObject(name);
        writer.WriteString("id", system.Id);
        writer.WriteString("displayName", system.DisplayName);
        writer.WriteStartObject("details");
        if (application is not null)
        {
            writer.WriteString("ServicePrincipalId", application.ApplicationId);
            writer.WriteString("ServicePrincipalDisplayName", application.DisplayName);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteIdentities(Utf8JsonWriter writer, LogRecord row, LogRowFacts facts)
    {
        var type = facts.ObjectType ?? "User";
        WriteIdentity(writer, "sourceIdentity", (row.SourceId, row.SourceName), type);
        WriteIdentity(writer, "targetIdentity", (row.TargetId ?? "", null), type == "Group" ? GroupUrn : UserUrn);
    }

    private static void WriteIdentity(Utf8JsonWriter writer, string name, (string Id, string? DisplayName) identity, string type)
    {
        writer.WriteStartObject(name);
        writer.WriteString("id", identity.Id);
        writer.WriteString("displayName", identity.DisplayName ?? "");
        writer.WriteString("identityType", type);
        writer.WriteStartObject("details");
        writer.WriteString("id", identity.Id);
        writer.WriteString("odatatype", type);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>What the original does not have.</summary>
    private static void WriteOwn(Utf8JsonWriter writer, LogRecord row, LogRowFacts facts)
    {
        writer.WriteString("traceId", facts.Duration is null ? "" : row.ChangeId);
        writer.WriteString("situation", facts.Situation);
        writer.WriteString("reason", facts.Reason);
        writer.WriteNumber("sourceVersion", facts.SourceVersion ?? 0);
        writer.WriteNumber("repeats", row.Repeats);
    }
}
