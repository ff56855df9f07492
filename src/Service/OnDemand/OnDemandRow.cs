using System.Text.Json;
using Sutler.Service.Jobs;

namespace Sutler.Service.OnDemand;

/// <summary>A request to provision on demand, as the table holds it.</summary>
internal sealed record OnDemandRow
{
    public const string Waiting = "waiting";
    public const string Done = "done";

    public const string Columns =
        "id AS Id, job_id AS JobId, state AS State, request AS Request, created_by AS CreatedBy, created_at AS CreatedAt, expires_at AS ExpiresAt, answer AS Answer";

    public required string Id { get; init; }

    public required string JobId { get; init; }

    public required string State { get; init; }

    /// <summary>The ids, as JSON.</summary>
    public required string Request { get; init; }

    public required string CreatedBy { get; init; }

    public required string CreatedAt { get; init; }

    public required string ExpiresAt { get; init; }

    /// <summary>The results as JSON, once done.</summary>
    public string? Answer { get; init; }

    public IReadOnlyList<string> Ids => JsonSerializer.Deserialize<IReadOnlyList<string>>(Request)!;

    public Initiator Creator => JsonSerializer.Deserialize<Initiator>(CreatedBy, JsonSerializerOptions.Web)!;
}
