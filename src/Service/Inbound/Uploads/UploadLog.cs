using System.Text.Json;
using System.Text.Json.Serialization;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;
using Sutler.Service.Logs;
using Sutler.Service.Planning;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>What the provisioning log says of a record (S/LOG-6): the source is the caller's, the target is the directory.</summary>
internal static class UploadLog
{
    private static readonly JsonSerializerOptions Short = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static LogRecord Of(UploadRow row, UploadPlan plan, (JobRow Job, string CycleId, UploadSchema Schema) run, DateTimeOffset now)
    {
        var user = plan.After ?? plan.Before;
        var facts = new LogRowFacts
        {
            Situation = plan.Before is null ? nameof(Situation.Absent) : nameof(Situation.Matched),
            Reason = plan.Code ?? plan.Action.ToString(),
            Detail = plan.Message ?? "",
            Message = plan.Action is UploadAction.Fail ? plan.Message : null,
            IsActive = user?.AccountEnabled ?? true,
            IsOutOfScope = plan.Code == "NotInScope",
            Matching = new Dictionary<string, string>(StringComparer.Ordinal) { [run.Schema.MatchAttribute] = row.MatchKey },
            Matches = plan.Before is null ? 0 : 1,
            Modified = plan.Modified,
            SourceVersion = row.Sequence,
        };
        return new LogRecord
        {
            JobId = run.Job.Id,
            CycleId = run.CycleId,
            At = EscrowStore.Text(now),
            SourceId = row.ExternalId ?? row.MatchKey,
            SourceName = user?.DisplayName,
            TargetId = user?.Id,
            Action = plan.Action switch
            {
                UploadAction.Create => LogWords.Create,
                UploadAction.Update or UploadAction.Enable => LogWords.Update,
                UploadAction.Disable => LogWords.Disable,
                _ => LogWords.Other,
            },
            Status = UploadStatus.Of(plan),
            ErrorCode = plan.Code,
            ChangeId = $"{row.OperationId}-{row.Position}",
            Record = JsonSerializer.Serialize(facts, Short),
        };
    }
}
