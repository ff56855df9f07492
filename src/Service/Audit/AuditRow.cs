using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sutler.Service.Audit;

/// <summary>An entry as the table holds it. Its hash covers every other column and the hash of the entry before, so that an entry changed, taken out or put in later is found.</summary>
internal sealed record AuditRow
{
    public const string Columns = """
        position AS Position, id AS Id, at AS At, activity AS Activity, category AS Category, actor_id AS ActorId, actor_name AS ActorName, actor_kind AS ActorKind,
        target_type AS TargetType, target_id AS TargetId, target_name AS TargetName, request_id AS RequestId, reason AS Reason, difference AS Difference, hash AS Hash
        """;

    public const string NoHash = "";

    public required long Position { get; init; }

    public required string Id { get; init; }

    public required string At { get; init; }

    public required string Activity { get; init; }

    public required string Category { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string ActorKind { get; init; }

    public required string TargetType { get; init; }

    public required string TargetId { get; init; }

    public required string TargetName { get; init; }

    public required string RequestId { get; init; }

    public required string Reason { get; init; }

    /// <summary>List of <see cref="AuditProperty"/> as JSON.</summary>
    public required string Difference { get; init; }

    public string Hash { get; init; } = NoHash;

    /// <summary>The hash that the entry must have after one with the hash <paramref name="previous"/>. Each field goes in with its length: no two entries give the same text.</summary>
    public string HashAfter(string previous)
    {
        var text = new StringBuilder();
        foreach (var field in (string[])[previous, Position.ToString(CultureInfo.InvariantCulture), Id, At, Activity, Category, ActorId, ActorName, ActorKind, TargetType, TargetId, TargetName, RequestId, Reason, Difference])
            text.Append(CultureInfo.InvariantCulture, $"{field.Length}:{field}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
