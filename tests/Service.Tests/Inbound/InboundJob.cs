using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Service.Tests.Inbound;

/// <summary>An inbound job of a service under test, fed as any caller would.</summary>
internal sealed class InboundJob
{
    private readonly ServiceUnderTest _service;
    private readonly string _applicationId;

    private InboundJob(ServiceUnderTest service, string applicationId, string id)
    {
        _service = service;
        _applicationId = applicationId;
        Id = id;
    }

    public string Id { get; }

    public string Path => $"/v1.0/servicePrincipals/{_applicationId}/synchronization/jobs/{Id}";

    public static async Task<InboundJob> MakeAsync(ServiceUnderTest service, bool start = true)
    {
        var application = (await service.PostAsync("/v1.0/servicePrincipals", new { displayName = "HR" }))["id"]!.ToString();
        var id = (await service.PostAsync($"/v1.0/servicePrincipals/{application}/synchronization/jobs", new { templateId = "api2directory" }))["id"]!.ToString();
        var job = new InboundJob(service, application, id);
        if (start)
            await job.CommandAsync("start");
        return job;
    }

    public static object Record(string externalId, object more) => Merge(new { externalId, userName = $"{externalId}@example.com" }, more);

    public static string Body(params IEnumerable<object> records) => JsonSerializer.Serialize(new
    {
        schemas = new[] { "urn:ietf:params:scim:api:messages:2.0:BulkRequest" },
        Operations = records.Select((data, index) => new { method = "POST", bulkId = $"b{index}", path = "/Users", data }),
    });

    public async Task CommandAsync(string command, object? body = null)
    {
        using var answer = await _service.Http.PostAsync($"{Path}/{command}", new StringContent(JsonSerializer.Serialize(body ?? new { }), Encoding.UTF8, "application/json"));
        answer.EnsureSuccessStatusCode();
    }

    public async Task<HttpResponseMessage> PostAsync(string body, string? key = null, string type = "application/scim+json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path + "/bulkUpload");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await _service.Http.SendAsync(request);
    }

    /// <summary>Sends a body and returns the address of its result.</summary>
    public async Task<string> SendAsync(string body, string? key = null)
    {
        using var answer = await PostAsync(body, key);
        ((int)answer.StatusCode).ShouldBe(202, await answer.Content.ReadAsStringAsync());
        return answer.Headers.GetValues("Operation-Location").Single();
    }

    public async Task<JsonObject> ResultAsync(string operation, string status = "completed")
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var result = await _service.GetAsync(operation);
            if (result["status"]!.ToString() == status)
                return result;
            if (TimeProvider.System.GetElapsedTime(began) > ServiceUnderTest.Limit)
                throw new TimeoutException("The operation did not get there: " + result.ToJsonString());
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>Sends records and waits for what became of them, as status and action.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(params IEnumerable<object> records)
    {
        var result = await ResultAsync(await SendAsync(Body(records)));
        return [.. result["operations"]!.AsArray().Select(row => row!["action"]?.ToString() ?? $"{row["status"]} {row["error"]?["code"]}")];
    }

    public async Task<JsonObject?> UserAsync(string externalId)
    {
        var found = (await _service.GetAsync($"/v1.0/users?$filter=employeeId eq '{externalId}'"))["value"]!.AsArray();
        return found.SingleOrDefault()?.AsObject();
    }

    private static JsonObject Merge(object left, object right)
    {
        var merged = JsonSerializer.SerializeToNode(left)!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(right)!.AsObject())
            merged[name] = value?.DeepClone();
        return merged;
    }
}
