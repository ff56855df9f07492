using System.Text.Json;
using Sutler.Service.Store;

namespace Sutler.Service.Targets;

/// <summary>The last report card of each application.</summary>
internal sealed class TargetReportStore(SettingStore settings)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task<TargetReport?> FindAsync(string applicationId, CancellationToken cancellationToken) =>
        await settings.ReadAsync(Name(applicationId), cancellationToken) is { } stored ? JsonSerializer.Deserialize<TargetReport>(stored, Json) : null;

    public Task KeepAsync(string applicationId, TargetReport report, CancellationToken cancellationToken) =>
        settings.WriteAsync(Name(applicationId), JsonSerializer.SerializeToUtf8Bytes(report, Json), cancellationToken);

    private static string Name(string applicationId) => "target-report/" + applicationId;
}
