namespace Sutler.Service.Inbound.Uploads;

/// <summary>What became of a request, as the API shows it (S/IN-11). Pure.</summary>
internal static class UploadResult
{
    public static object Of(UploadOperation operation, IReadOnlyList<UploadRow> rows) => new
    {
        id = operation.Id,
        jobId = operation.JobId,
        status = rows.Any(row => row.Status == UploadStatus.Held) ? "held" : rows.Any(row => UploadStatus.IsOpen(row.Status)) ? "running" : "completed",
        receivedDateTime = operation.ReceivedAt,
        completedDateTime = rows.Any(row => UploadStatus.IsOpen(row.Status)) ? null : rows.Max(row => row.ProcessedAt),
        counts = rows.CountBy(row => row.Status).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        operations = rows.Select(row => new
        {
            index = row.Position,
            bulkId = row.BulkId,
            externalId = row.ExternalId,
            status = row.Status,
            action = row.Action,
            objectId = row.ObjectId,
            error = row.ErrorCode is null ? null : new { code = row.ErrorCode, message = row.Message },
        }),
    };
}
