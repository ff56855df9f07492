using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Sutler.Service.Applying;
using Sutler.Service.Jobs;
using Sutler.Service.Planning;
using Sutler.Service.Store;

namespace Sutler.Service.Logs;

/// <summary>One row of the provisioning log, with its record in Graph's shape (S/LOG-6).</summary>
internal sealed record LogRecord
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string TenantId { get; } = Tenant.Default;

    public required string JobId { get; init; }

    public required string CycleId { get; init; }

    public required string At { get; init; }

    public required string SourceId { get; init; }

    public required string Action { get; init; }

    public required string Status { get; init; }

    public required string Record { get; init; }

    public static LogRecord Of(WorkItem item, JobContext job, CycleRecord cycle)
    {
        var change = item.Change!;
        var action = change.Action switch
        {
            ChangeAction.Create => "create",
            ChangeAction.Update => "update",
            ChangeAction.Disable => "disable",
            ChangeAction.Delete => "delete",
            _ => "other",
        };
        var status = item.Failure is not null ? "failure"
            : change.Warnings.Count > 0 ? "warning"
            : change.Action is ChangeAction.None ? "skipped"
            : "success";
        var at = job.Options.Time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        return new LogRecord
        {
            JobId = job.JobId,
            CycleId = cycle.Id,
            At = at,
            SourceId = item.SourceId,
            Action = action,
            Status = status,
            Record = Write(writer => WriteRecord(writer, item, (job, cycle, at, action, status))),
        };
    }

    private static string Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteRecord(Utf8JsonWriter writer, WorkItem item, (JobContext Job, CycleRecord Cycle, string At, string Action, string Status) row)
    {
        var change = item.Change!;
        writer.WriteString("activityDateTime", row.At);
        writer.WriteString("tenantId", Tenant.Default);
        writer.WriteString("jobId", row.Job.JobId);
        writer.WriteString("cycleId", row.Cycle.Id);
        writer.WriteString("changeId", item.TraceId.Length > 0 ? item.TraceId : Guid.NewGuid().ToString("N"));
        writer.WriteString("traceId", item.TraceId);
        writer.WriteNumber("durationInMilliseconds", (long)item.Duration.TotalMilliseconds);
        writer.WriteString("provisioningAction", row.Action);
        WriteStatus(writer, item, row.Status);
        WriteModified(writer, change);
        WriteIdentity(writer, "sourceIdentity", item.SourceId, change.DisplayName);
        WriteIdentity(writer, "targetIdentity", item.TargetId ?? change.TargetId, "");
        writer.WriteStartObject("servicePrincipal");
        writer.WriteString("id", row.Job.ApplicationId);
        writer.WriteString("displayName", row.Job.ApplicationName);
        writer.WriteEndObject();
        writer.WriteStartObject("initiatedBy");
        writer.WriteString("id", row.Job.Initiator.Id);
        writer.WriteString("displayName", row.Job.Initiator.DisplayName);
        writer.WriteString("initiatorType", row.Job.Initiator.Type);
        writer.WriteEndObject();
        writer.WriteString("situation", change.Situation.ToString());
        writer.WriteString("reason", change.Reason);
        writer.WriteNumber("sourceVersion", change.SourceVersion);
    }

    private static void WriteStatus(Utf8JsonWriter writer, WorkItem item, string status)
    {
        var change = item.Change!;
        writer.WriteStartObject("provisioningStatusInfo");
        writer.WriteString("status", status);
        if (item.Failure is { } failure)
            WriteError(writer, failure.Code, failure.Message);
        else if (change.Warnings.Count > 0)
            WriteError(writer, change.Warnings[0].Code, string.Join(' ', change.Warnings.Select(warning => warning.Message)));
        else if (change.Action is ChangeAction.None)
            WriteError(writer, change.Reason, change.Detail);
        writer.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter writer, string code, string reason)
    {
        writer.WriteStartObject("errorInformation");
        writer.WriteString("errorCode", code);
        writer.WriteString("reason", reason);
        writer.WriteEndObject();
    }

    private static void WriteModified(Utf8JsonWriter writer, Change change)
    {
        writer.WriteStartArray("modifiedProperties");
        foreach (var attribute in change.Attributes)
        {
            writer.WriteStartObject();
            writer.WriteString("displayName", attribute.Mapping.TargetName);
            writer.WriteString("oldValue", attribute.Before is null ? null : TargetValue.Text(attribute.Before));
            writer.WriteString("newValue", attribute.After is null ? null : TargetValue.Text(attribute.After));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteIdentity(Utf8JsonWriter writer, string name, string? id, string displayName)
    {
        writer.WriteStartObject(name);
        writer.WriteString("id", id);
        writer.WriteString("displayName", displayName);
        writer.WriteString("identityType", "User");
        writer.WriteEndObject();
    }
}
