using System.Text.Json.Nodes;
using Sutler.Cli.Api;

namespace Sutler.Cli.Dev;

/// <summary>
/// The application and job that <c>dev</c> provisions with, made through the API as any client would. Each step looks first whether it was
/// made before, so a start that was cut off is picked up by the next one.
/// </summary>
internal static class DemoApplication
{
    private const string ApplicationName = "Demo: Employees";
    private const string Template = "ecma2host";

    public static async Task<DemoJob> EnsureAsync(ServiceApi api, Uri hostScimUrl, string hostToken, CancellationToken cancellationToken)
    {
        var application = await FindOrAddAsync(
            api, "v1.0/servicePrincipals", item => item["displayName"]!.GetValue<string>() == ApplicationName,
            new JsonObject { ["displayName"] = ApplicationName, ["agentGroup"] = "default" }, cancellationToken);
        var synchronization = $"v1.0/servicePrincipals/{application}/synchronization";
        await api.PutAsync($"{synchronization}/secrets", Secrets(hostScimUrl, hostToken), cancellationToken);
        var job = await FindOrAddAsync(api, $"{synchronization}/jobs", _ => true, new JsonObject { ["templateId"] = Template }, cancellationToken);
        return new DemoJob(application, job, $"{synchronization}/jobs/{job}");
    }

    private static JsonObject Secrets(Uri hostScimUrl, string hostToken) => new()
    {
        ["value"] = new JsonArray(
            new JsonObject { ["key"] = "BaseAddress", ["value"] = hostScimUrl.ToString() },
            new JsonObject { ["key"] = "SecretToken", ["value"] = hostToken },
            new JsonObject { ["key"] = "SyncAll", ["value"] = "true" }),
    };

    private static async Task<string> FindOrAddAsync(
        ServiceApi api, string path, Func<JsonNode, bool> matches, JsonObject body, CancellationToken cancellationToken)
    {
        var list = await api.GetAsync(path, cancellationToken);
        var found = list["value"]!.AsArray().FirstOrDefault(item => matches(item!)) ?? await api.PostAsync(path, body, cancellationToken);
        return found["id"]!.GetValue<string>();
    }
}
