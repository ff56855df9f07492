using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Jobs;
using Sutler.Testing;

namespace Sutler.Service.Tests.Plans;

/// <summary>A service with a target and a job, and plans made and applied as a client would.</summary>
internal sealed class PlanWorld(ServiceUnderTest service, BreakableTarget target) : IAsyncDisposable
{
    public const string Header = "WorkerID,Status,UserID,Title,ManagerID,Department\n";

    public ServiceUnderTest Service => service;

    public BreakableTarget Target => target;

    public static async Task<PlanWorld> StartAsync(string rows, bool run = true, Func<EngineOptions, EngineOptions>? engine = null)
    {
        var world = new PlanWorld(await ServiceUnderTest.StartAsync(engine: engine), await BreakableTarget.StartAsync());
        await world.Service.ImportAsync(Header + rows);
        await world.Service.ConnectAsync(world.Target.BaseAddress, start: run);
        if (run)
            await world.Service.SettledAsync();
        return world;
    }

    /// <summary>The logins at the target with title and state.</summary>
    public IEnumerable<string> Users => target.Users.Select(user => $"{user["ContosoLogin"]}:{user.GetValueOrDefault("IsActive")}:{user.GetValueOrDefault("Title")}");

    public int Writes => target.Requests.Count(request => !request.StartsWith("GET", StringComparison.Ordinal));

    public async Task ImportAsync(string rows, bool settle = true)
    {
        await service.ImportAsync(Header + rows);
        if (settle)
            await service.SettledAsync();
    }

    public async Task<string> IdAsync(string user) => (await service.GetAsync("/v1.0/users/" + user))["id"]!.ToString();

    /// <summary>Asks for a plan and waits until it is made.</summary>
    public async Task<JsonObject> PlanAsync(object request) => await ComputedAsync((await service.PostAsync($"/api/v1/jobs/{service.JobId}/plans", request))["id"]!.ToString());

    public async Task<JsonObject> UndoAsync(object request) => await ComputedAsync((await service.PostAsync($"/api/v1/jobs/{service.JobId}/undo", request))["id"]!.ToString());

    public Task<JsonObject> ComputedAsync(string id) => UntilAsync(id, plan => plan["state"]!.ToString() != "computing");

    /// <summary>Applies a plan and waits until that has ended.</summary>
    public async Task<JsonObject> ApplyAsync(JsonObject plan, object? how = null)
    {
        var id = plan["id"]!.ToString();
        await service.PostAsync($"/api/v1/plans/{id}/apply", how ?? new { approve = true });
        return await UntilAsync(id, now => now["state"]!.ToString() != "applying");
    }

    public async Task<JsonArray> ItemsAsync(JsonObject plan, string query = "") =>
        (await service.GetAsync($"/api/v1/plans/{plan["id"]}/items?$top=900&{query}"))["value"]!.AsArray();

    /// <summary>The items as name:action.</summary>
    public async Task<IReadOnlyList<string>> ActionsAsync(JsonObject plan) => [.. (await ItemsAsync(plan)).Select(item => $"{item!["displayName"]}:{item["action"]}")];

    public async Task<JsonObject> UntilAsync(string id, Func<JsonObject, bool> wanted)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var plan = await service.GetAsync("/api/v1/plans/" + id);
            if (wanted(plan))
                return plan;
            if (TimeProvider.System.GetElapsedTime(began) > ServiceUnderTest.Limit)
                throw new TimeoutException("The plan did not get there: " + plan.ToJsonString());
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public async Task<JsonObject> SchemaAsync() => await service.GetAsync($"/v1.0/servicePrincipals/{service.ApplicationId}/synchronization/jobs/{service.JobId}/schema");

    public async Task PutSchemaAsync(JsonObject schema)
    {
        using var answer = await service.Http.PutAsJsonAsync($"/v1.0/servicePrincipals/{service.ApplicationId}/synchronization/jobs/{service.JobId}/schema", schema);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await target.DisposeAsync();
    }
}
