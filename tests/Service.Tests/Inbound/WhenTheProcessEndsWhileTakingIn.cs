using Microsoft.Extensions.DependencyInjection;
using Sutler.Service.Api;
using Sutler.Service.Inbound.Uploads;

namespace Sutler.Service.Tests.Inbound;

/// <summary>What was answered with 202 is carried out once, wherever the process ends.</summary>
public sealed class WhenTheProcessEndsWhileTakingIn
{
    [Theory]
    [InlineData("taken")]
    [InlineData("settled")]
    public async Task The_next_process_carries_out_what_waits_and_doubles_nothing(string step)
    {
        var folder = ServiceUnderTest.NewFolder();
        var reached = new TaskCompletionSource();
        string operation;
        string jobId;
        await using (var service = await ServiceUnderTest.StartAsync(folder, options => options with { Step = name => End(name, step, reached) }))
        {
            var job = await InboundJob.MakeAsync(service);
            jobId = job.Id;
            operation = new Uri(await job.SendAsync(InboundJob.Body(Enumerable.Range(0, 20).Select(number => InboundJob.Record($"{number}", new { title = "T" }))))).AbsolutePath;
            await reached.Task.WaitAsync(ServiceUnderTest.Limit);
            (await service.GetAsync("/v1.0/users?$count=true"))["@odata.count"]!.GetValue<int>().ShouldBe(0);
        }

        await using var next = await ServiceUnderTest.StartAsync(folder);
        var result = await UntilAsync(next, operation);
        result["operations"]!.AsArray().ShouldAllBe(row => row!["action"]!.ToString() == "create");
        (await next.GetAsync("/v1.0/users?$count=true"))["@odata.count"]!.GetValue<int>().ShouldBe(20);
        (await next.GetAsync("/health/ready"))["feedPosition"]!.GetValue<long>().ShouldBe(20, "each user was written once");
        (await next.GetAsync($"/v1.0/auditLogs/provisioning?$filter=jobId eq '{jobId}'"))["value"]!.AsArray().Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_backlog_over_the_limit_is_refused_whole_until_there_is_room()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var job = await InboundJob.MakeAsync(service);
        await job.CommandAsync("pause");
        var store = service.Services.GetRequiredService<UploadStore>();
        var items = new UploadReader(UploadSchema.Read(InboundTemplate.Document)).Read(System.Text.Encoding.UTF8.GetBytes(InboundJob.Body(InboundJob.Record("1", new { }), InboundJob.Record("2", new { }))));
        var token = TestContext.Current.CancellationToken;
        (await store.StageAsync(new UploadTicket(job.Id, "a", "hash", MostWaiting: 3), items, token)).ShouldNotBeNull();
        (await store.StageAsync(new UploadTicket(job.Id, "b", "hash", MostWaiting: 3), items, token)).ShouldBeNull();
        (await store.StageAsync(new UploadTicket(job.Id, "b", "hash", MostWaiting: 4), items, token)).ShouldNotBeNull("the key of a refused request is free");
        await Should.ThrowAsync<ApiException>(() => store.StageAsync(new UploadTicket(job.Id, "b", "other", MostWaiting: 9), items, token));
    }

    private static void End(string name, string step, TaskCompletionSource reached)
    {
        if (name != step)
            return;
        reached.TrySetResult();
        throw new InvalidOperationException("The process has ended at: " + name);
    }

    private static async Task<System.Text.Json.Nodes.JsonObject> UntilAsync(ServiceUnderTest service, string operation)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var result = await service.GetAsync(operation);
            if (result["status"]!.ToString() == "completed")
                return result;
            if (TimeProvider.System.GetElapsedTime(began) > ServiceUnderTest.Limit)
                throw new TimeoutException("The operation did not get there: " + result.ToJsonString());
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
