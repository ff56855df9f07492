using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Audit;
using Sutler.Storage;

namespace Sutler.Service.Logs;

/// <summary>How long the provisioning log is kept.</summary>
internal static class LogSettingEndpoints
{
    private const string Path = "/api/v1/settings/log";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, async (LogRetention retention, CancellationToken cancellationToken) => Results.Json(new { retentionDays = await retention.DaysAsync(cancellationToken) }))
            .WithMetadata(new Access(Role.Reader, Scopes.Logs)).WithSummary("Tells how long the provisioning log is kept");
        routes.MapPatch(Path, UpdateAsync).WithMetadata(new Access(Role.Admin, Scopes.Logs)).WithSummary("Sets how long the provisioning log is kept");
    }

    private static async Task<IResult> UpdateAsync(JsonObject body, LogRetention retention, Database database, TimeProvider time, CancellationToken cancellationToken)
    {
        Body.Allow(body, "retentionDays");
        var days = body["retentionDays"]?.GetValueKind() is JsonValueKind.Number && body["retentionDays"]!.AsValue().TryGetValue<int>(out var number) ? number : 0;
        if (days is < 1 or > LogRetention.MostDays)
            throw ApiException.BadRequest($"retentionDays must be a whole number from 1 to {LogRetention.MostDays}.");
        var before = await retention.DaysAsync(cancellationToken);
        await database.WriteAsync(
            async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(
                    "INSERT INTO setting (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    new { name = LogRetention.SettingName, value = LogRetention.Encode(days) },
                    transaction);
                await AuditStore.AppendAsync(transaction, new AuditEntry
                {
                    Activity = Activities.UpdateSettings,
                    TargetType = "Service",
                    TargetId = LogRetention.SettingName,
                    TargetName = "Provisioning log",
                    Before = new JsonObject { ["retentionDays"] = before },
                    After = new JsonObject { ["retentionDays"] = days },
                    At = time.GetUtcNow(),
                });
            },
            cancellationToken);
        return Results.Json(new { retentionDays = days });
    }
}
