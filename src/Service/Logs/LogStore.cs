using System.Data.Common;
using System.Globalization;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Logs;

/// <summary>The provisioning log: appended within the transaction that settles, read newest first.</summary>
internal sealed class LogStore(Database database)
{
    public static Task AppendAsync(DbTransaction transaction, IEnumerable<LogRecord> rows) => transaction.Connection!.ExecuteAsync(
        """
        INSERT INTO provisioning_log (tenant_id, job_id, cycle_id, at, source_id, action, status, record)
        VALUES (@TenantId, @JobId, @CycleId, @At, @SourceId, @Action, @Status, @Record)
        """,
        rows,
        transaction);

    public Task<IReadOnlyList<(long Sequence, string Record)>> ReadAsync(
        PageRequest page, IReadOnlyList<EqualityFilter> filters, CancellationToken cancellationToken) => database.ReadAsync(
            async connection =>
            {
                var (where, parameters) = Translate(filters);
                var before = page.SkipToken.Length == 0 ? long.MaxValue
                    : long.TryParse(page.SkipToken, NumberStyles.None, CultureInfo.InvariantCulture, out var token) ? token
                    : throw ApiException.BadRequest("$skiptoken is none of this service. Take it from @odata.nextLink.");
                parameters.AddDynamicParams(new { tenantId = Tenant.Default, before, limit = page.Top + 1 });
                var rows = await connection.QueryAsync<(long, string)>(
                    $"SELECT sequence, record FROM provisioning_log WHERE tenant_id = @tenantId AND sequence < @before {where} ORDER BY sequence DESC LIMIT @limit", parameters);
                return (IReadOnlyList<(long, string)>)rows.AsList();
            },
            cancellationToken);

    private static (string Where, DynamicParameters Parameters) Translate(IReadOnlyList<EqualityFilter> filters)
    {
        var parameters = new DynamicParameters();
        var where = "";
        for (var index = 0; index < filters.Count; index++)
        {
            var (column, compare) = Column(filters[index]);
            where += $" AND {column} {compare} @filter{index}";
            parameters.Add($"filter{index}", filters[index].Value);
        }

        return (where, parameters);
    }

    private static (string Column, string Compare) Column(EqualityFilter filter)
    {
        var column = filter.Attribute.ToLowerInvariant() switch
        {
            "jobid" => "job_id",
            "cycleid" => "cycle_id",
            "sourceidentity/id" or "sourceid" => "source_id",
            "provisioningaction" or "action" => "action",
            "provisioningstatusinfo/status" or "status" or "statusinfo/status" => "status",
            "activitydatetime" => "at",
            _ => throw ApiException.BadRequest("The log can be filtered by jobId, cycleId, sourceIdentity/id, provisioningAction, provisioningStatusInfo/status and activityDateTime."),
        };
        if (filter.Operator != "eq" && column != "at")
            throw ApiException.BadRequest($"{filter.Attribute} can be compared with eq only.");
        return (column, filter.Operator switch { "eq" => "=", "gt" => ">", "ge" => ">=", "lt" => "<", _ => "<=" });
    }
}
