using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sutler.Service.Jobs;
using Sutler.Testing;

namespace Sutler.Service.Tests;

/// <summary>A service on loopback with a data folder of its own, spoken to as any client would.</summary>
internal sealed class ServiceUnderTest : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly WebApplication _app;

    private ServiceUnderTest(WebApplication app, string folder)
    {
        _app = app;
        Folder = folder;
        Http = new HttpClient { BaseAddress = new Uri(ServiceRole.Addresses(app).Urls[0]), Timeout = Limit };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(Path.Combine(folder, "admin-token")));
    }

    public string Folder { get; }

    public HttpClient Http { get; }

    public string AgentUrl => ServiceRole.Addresses(_app).AgentUrls[0];

    public IServiceProvider Services => _app.Services;

    public string ApplicationId { get; private set; } = "";

    public string JobId { get; private set; } = "";

    private string JobPath => $"/v1.0/servicePrincipals/{ApplicationId}/synchronization/jobs/{JobId}";

    public static string NewFolder() => System.IO.Directory.CreateTempSubdirectory("sutler-service-").FullName;

    public static async Task<ServiceUnderTest> StartAsync(
        string? folder = null, Func<EngineOptions, EngineOptions>? engine = null, Action<ILoggingBuilder>? logging = null)
    {
        folder ??= NewFolder();
        var app = await ServiceRole.CreateAsync(
            await TestStore.PlaceAsync(new ServiceOptions
            {
                DataFolder = folder,
                Urls = ["http://127.0.0.1:0"],
                AgentUrls = "https://127.0.0.1:0",
                ConfigureLogging = logging ?? (static builder => builder.AddSimpleConsole().SetMinimumLevel(LogLevel.Error)),
                ConfigureEngine = options => (engine ?? (static same => same))(options with
                {
                    Backoff = TimeSpan.FromMilliseconds(5),
                    BackoffLimit = TimeSpan.FromMilliseconds(50),
                    RetryLimit = TimeSpan.FromMilliseconds(50),
                    CallTimeout = TimeSpan.FromSeconds(10),
                    BatchSize = 50,
                }),
            }),
            CancellationToken.None);
        await app.StartAsync();
        return new ServiceUnderTest(app, folder);
    }

    public async Task<JsonObject> ImportAsync(string csv, string name = "test.csv") => await ImportAsync(Encoding.UTF8.GetBytes(csv), name);

    public async Task<JsonObject> ImportAsync(byte[] csv, string name = "test.csv")
    {
        using var content = new ByteArrayContent(csv) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        using var answer = await Http.PostAsync($"/api/v1/directory/imports?name={name}", content);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>Makes an application with a job for the target; starts it unless told otherwise.</summary>
    public async Task ConnectAsync(Uri baseAddress, bool start = true, string token = BreakableTarget.Token)
    {
        ApplicationId = (await PostAsync("/v1.0/servicePrincipals", new { displayName = "Demo" }))["id"]!.ToString();
        var secrets = new { value = new[] { new { key = "BaseAddress", value = baseAddress.ToString() }, new { key = "SecretToken", value = token }, new { key = "SyncAll", value = "true" } } };
        using var put = await Http.PutAsJsonAsync($"/v1.0/servicePrincipals/{ApplicationId}/synchronization/secrets", secrets);
        put.EnsureSuccessStatusCode();
        JobId = (await PostAsync($"/v1.0/servicePrincipals/{ApplicationId}/synchronization/jobs", new { templateId = "ecma2host" }))["id"]!.ToString();
        if (start)
            await CommandAsync("start");
    }

    /// <summary>Finds the application and the job that an earlier process made.</summary>
    public async Task ResumeAsync()
    {
        ApplicationId = (await GetAsync("/v1.0/servicePrincipals"))["value"]![0]!["id"]!.ToString();
        JobId = (await GetAsync($"/v1.0/servicePrincipals/{ApplicationId}/synchronization/jobs"))["value"]![0]!["id"]!.ToString();
    }

    public async Task CommandAsync(string command, object? body = null)
    {
        using var answer = body is null ? await Http.PostAsync($"{JobPath}/{command}", null) : await Http.PostAsJsonAsync($"{JobPath}/{command}", body);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<JsonObject> StateAsync() => (await GetAsync(JobPath))["state"]!.AsObject();

    /// <summary>Waits until the job's state is as wanted.</summary>
    public async Task<JsonObject> UntilAsync(Func<JsonObject, bool> wanted)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var state = await StateAsync();
            if (wanted(state))
                return state;
            if (TimeProvider.System.GetElapsedTime(began) > Limit)
                throw new TimeoutException("The job did not get there: " + state.ToJsonString());
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>The job's row, once this node has taken the job: the epoch stays as it is until the job runs.</summary>
    public async Task<JobRow> OwnedRowAsync()
    {
        var jobs = Services.GetRequiredService<JobStore>();
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await jobs.FindAsync(JobId, CancellationToken.None) is { Epoch: > 0 } row)
                return row;
            if (TimeProvider.System.GetElapsedTime(began) > Limit)
                throw new TimeoutException("Nobody took the job.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public Task<JsonObject> SettledAsync() => UntilAsync(state => state["settled"]!.GetValue<bool>() && !state["running"]!.GetValue<bool>());

    public async Task<JsonObject> GetAsync(string path) => (await Http.GetFromJsonAsync<JsonObject>(path))!;

    public async Task<JsonArray> LogAsync(string filter = "") =>
        (await GetAsync($"/v1.0/auditLogs/provisioning?$top=900&$filter=jobId eq '{JobId}'{filter}"))["value"]!.AsArray();

    public async Task<JsonObject> PostAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonSerializer.Deserialize<JsonObject>(text)! : throw new HttpRequestException($"{answer.StatusCode}: {text}");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
