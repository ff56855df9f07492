using System.Text.Json.Nodes;
using Sutler.Service.Api;

namespace Sutler.Service.Audit;

/// <summary>
/// One change of configuration, to be written with the change itself: <c>await AuditStore.AppendAsync(transaction, new AuditEntry {…})</c>
/// as the last statement of the transaction. Who did it is the request's caller unless said otherwise.
/// </summary>
internal sealed record AuditEntry
{
    /// <summary>One of <see cref="Activities"/>.</summary>
    public required string Activity { get; init; }

    public string Category { get; init; } = AuditCategory.Provisioning;

    public required string TargetType { get; init; }

    public required string TargetId { get; init; }

    public string TargetName { get; init; } = "";

    /// <summary>What stood there, without secrets; null for nothing. Only what differs is kept.</summary>
    public JsonNode? Before { get; init; }

    public JsonNode? After { get; init; }

    /// <summary>Why, where somebody or something gave a reason.</summary>
    public string Reason { get; init; } = "";

    public required DateTimeOffset At { get; init; }

    public Caller Actor { get; init; } = Caller.Current;
}
