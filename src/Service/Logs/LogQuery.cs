using System.Globalization;
using Sutler.Service.Api;

namespace Sutler.Service.Logs;

/// <summary>Which rows of the log are wanted, and from which end.</summary>
internal sealed record LogQuery
{
    private const string JobOfRow = "FROM job j JOIN application a ON a.tenant_id = j.tenant_id AND a.id = j.application_id WHERE j.tenant_id = provisioning_log.tenant_id AND j.id = provisioning_log.job_id";

    private static readonly FilterColumn Action = new("action", Words: LogWords.Actions);
    private static readonly FilterColumn Status = new("status", Words: LogWords.Statuses);

    /// <summary>What the log can be filtered by (S/LOG-4).</summary>
    private static readonly Dictionary<string, FilterColumn> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["jobId"] = new("job_id"),
        ["cycleId"] = new("cycle_id"),
        ["changeId"] = new("change_id"),
        ["activityDateTime"] = new("at", IsTime: true),
        ["action"] = Action,
        ["provisioningAction"] = Action,
        ["status"] = Status,
        ["statusInfo/status"] = Status,
        ["provisioningStatusInfo/status"] = Status,
        ["provisioningStatusInfo/errorInformation/errorCode"] = new("error_code"),
        ["errorCode"] = new("error_code"),
        ["sourceId"] = new("source_id"),
        ["sourceIdentity/id"] = new("source_id"),
        ["sourceIdentity/displayName"] = new("source_name"),
        ["targetIdentity/id"] = new("target_id"),
        ["targetSystem/displayName"] = new("SUBSTR(job_id, 1, LENGTH(job_id) - 70)"),
        ["servicePrincipal/id"] = new($"(SELECT a.id {JobOfRow})"),
        ["servicePrincipal/displayName"] = new($"(SELECT a.display_name {JobOfRow})"),
    };

    public required int Limit { get; init; }

    /// <summary>The last row already seen; null to begin.</summary>
    public long? After { get; init; }

    public bool IsAscending { get; init; }

    public SqlCondition Condition { get; init; } = SqlCondition.None;

    /// <param name="limit">Most rows.</param>
    /// <param name="filter"><c>$filter</c>.</param>
    /// <param name="orderBy"><c>$orderby</c>: activityDateTime, asc or desc.</param>
    /// <param name="skipToken"><c>$skiptoken</c>.</param>
    public static LogQuery Read(int limit, string? filter, string? orderBy, string? skipToken) => new()
    {
        Limit = limit,
        After = string.IsNullOrEmpty(skipToken) ? null
            : long.TryParse(skipToken, NumberStyles.None, CultureInfo.InvariantCulture, out var token) ? token
            : throw ApiException.BadRequest("$skiptoken is none of this service. Take it from @odata.nextLink."),
        IsAscending = IsAscendingOrder(orderBy),
        Condition = SqlCondition.Of(filter, Columns),
    };

    private static bool IsAscendingOrder(string? text) => (text ?? "").Trim().ToLowerInvariant() switch
    {
        "" or "activitydatetime desc" => false,
        "activitydatetime" or "activitydatetime asc" => true,
        _ => throw ApiException.BadRequest("The log can be ordered by activityDateTime only: $orderby=activityDateTime desc."),
    };
}
