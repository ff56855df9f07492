using System.Data.Common;
using Dapper;
using Sutler.Service.Directory;
using Sutler.Service.Jobs;
using Sutler.Service.Logs;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Explaining;

/// <summary>Reads what the store knows of one object and one job.</summary>
internal sealed class ExplainStore(Database database)
{
    private const int Rows = 5;
    private const string OfObject = "WHERE tenant_id = @tenantId AND job_id = @jobId AND source_id = @id";

    public Task<ExplainFacts> ReadAsync(string id, (JobRow Row, string Application) job, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var parameters = new { tenantId = Tenant.Default, jobId = job.Row.Id, id };
            var user = await connection.QuerySingleOrDefaultAsync<UserRow>($"SELECT {UserRow.Columns} FROM directory_user WHERE tenant_id = @tenantId AND id = @id", parameters);
            var history = await HistoryAsync(connection, parameters, "DESC", Rows);
            var first = await HistoryAsync(connection, parameters, "ASC", 1);
            return new ExplainFacts
            {
                ObjectId = id,
                DisplayName = user?.ToUser().DisplayName ?? "",
                Job = await JobAsync(connection, job),
                Source = user is null ? null : Source(user.ToUser()),
                Link = await connection.QuerySingleOrDefaultAsync<LinkFacts>($"SELECT target_id AS TargetId, version_settled AS VersionSettled, active AS Active FROM link {OfObject}", parameters),
                Escrow = await connection.QuerySingleOrDefaultAsync<EscrowFacts>(
                    $"SELECT CAST(attempts AS BIGINT) AS Attempts, error_code AS Code, reason AS Reason, retry_class AS RetryClass, next_due AS NextDue FROM escrow {OfObject}", parameters),
                OpenAction = await connection.QuerySingleOrDefaultAsync<string?>($"SELECT action FROM intent {OfObject}", parameters),
                References = await ReferencesAsync(connection, parameters),
                Before = await BeforeAsync(connection, id, job.Row.Watermark),
                History = history,
                First = first.Count > 0 ? first[0] : null,
            };
        },
        cancellationToken);

    private static async Task<JobFacts> JobAsync(DbConnection connection, (JobRow Row, string Application) job) => new()
    {
        Id = job.Row.Id,
        Application = job.Application,
        ApplicationId = job.Row.ApplicationId,
        Code = job.Row.Code,
        SchemaVersion = job.Row.SchemaVersion,
        FeedPosition = await DirectoryWriter.PositionAsync(connection, Tenant.Default, null),
        Watermark = job.Row.Watermark,
        Cycle = job.Row.CycleRecord,
        Held = job.Row.HeldRecord,
    };

    private static SourceFacts Source(DirectoryUser user) => new()
    {
        Version = user.Version,
        DeletedAt = user.DeletedAt,
        Enabled = user.AccountEnabled,
        Inactive = user.DeletedAt is not null || !user.AccountEnabled,
        InactiveReason = user.DeletedAt is not null ? "deleted in the directory" : user.AccountEnabled ? "" : "disabled in the directory",
    };

    private static async Task<IReadOnlyList<ReferenceFacts>> ReferencesAsync(DbConnection connection, object parameters)
    {
        var rows = await connection.QueryAsync<(string Attribute, string? ReferentId, string? Document, string? Target)>(
            """
            SELECT p.attribute, p.referent_id, u.document, l.target_id FROM pending_reference p
            LEFT JOIN directory_user u ON u.tenant_id = p.tenant_id AND u.id = p.referent_id
            LEFT JOIN link l ON l.tenant_id = p.tenant_id AND l.job_id = p.job_id AND l.source_id = p.referent_id AND l.version_settled > 0
            WHERE p.tenant_id = @tenantId AND p.job_id = @jobId AND p.source_id = @id ORDER BY p.attribute
            """,
            parameters);
        return [.. rows.Select(row => new ReferenceFacts
        {
            Attribute = row.Attribute,
            ReferentId = row.ReferentId,
            ReferentName = row.Document is { } document ? Name(UserDocument.Read(document)) : null,
            ReferentLinked = row.Target is not null,
        })];
    }

    private static string? Name(Dictionary<string, object> attributes) =>
        (attributes.GetValueOrDefault(UserAttribute.DisplayName) ?? attributes.GetValueOrDefault(UserAttribute.UserPrincipalName)) as string;

    /// <summary>How many changed objects a cycle from the watermark looks at before this one; null when this one has not changed since.</summary>
    private static async Task<long?> BeforeAsync(DbConnection connection, string id, long? watermark)
    {
        var parameters = new { tenantId = Tenant.Default, id, after = watermark ?? 0 };
        var last = await connection.ExecuteScalarAsync<long?>(
            "SELECT MAX(position) FROM directory_feed WHERE tenant_id = @tenantId AND object_id = @id AND position > @after", parameters);
        return last is null ? null : await connection.ExecuteScalarAsync<long>(
            """
            SELECT COUNT(*) FROM (SELECT object_id FROM directory_feed WHERE tenant_id = @tenantId AND position > @after GROUP BY object_id HAVING MAX(position) < @last) changed
            """,
            new { parameters.tenantId, parameters.after, last });
    }

    private static async Task<IReadOnlyList<HistoryFacts>> HistoryAsync(DbConnection connection, object parameters, string order, int most)
    {
        var rows = await connection.QueryAsync<LogRecord>($"SELECT {LogRecord.Columns} FROM provisioning_log {OfObject} ORDER BY sequence {order} LIMIT {most}", parameters);
        return [.. rows.Select(Read)];
    }

    private static HistoryFacts Read(LogRecord row)
    {
        var facts = LogRowFacts.Read(row.Record);
        return new HistoryFacts
        {
            At = row.At,
            Action = row.Action,
            Status = row.Status,
            Situation = facts.Situation,
            Code = row.ErrorCode ?? facts.Reason,
            Reason = facts.Message ?? facts.Detail,
            ChangeId = row.ChangeId,
            By = facts.Initiator is { Count: > 1 } initiator ? initiator[1] : null,
        };
    }
}
