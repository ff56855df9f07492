using Sutler.Testing;

namespace Sutler.Service.Tests.Jobs;

/// <summary>A create has run, nobody wrote down so, and its user changes before the next start: the object at the target is still found and led.</summary>
public sealed class WhenTheProcessEndsAfterSending
{
    private const string Header = "WorkerID,Status,UserID,Title\n9,Active,other,T\n";

    [Theory]
    [InlineData("1,Inactive,a,T\n", "a:false:T")]
    [InlineData("1,Active,renamed,New\n", "a:true:New")]
    [InlineData("1,Inactive,renamed,New\n", "a:false:New")]
    [InlineData("", "a:false:T")]
    public async Task Settles_the_create_by_what_was_sent(string row, string expected)
    {
        await using var target = await BreakableTarget.StartAsync();
        var folder = await CreateUnsettledAsync(target);
        await using (var idle = await ServiceUnderTest.StartAsync(folder, options => options with { Step = End }))
            await idle.ImportAsync(Header + row);

        await using var service = await ServiceUnderTest.StartAsync(folder);
        await service.ResumeAsync();
        await service.SettledAsync();
        target.Users.Select(user => $"{user["ContosoLogin"]}:{user["IsActive"]}:{user["Title"]}").ShouldBe([expected, "other:true:T"], ignoreOrder: true);
        target.Count("POST").ShouldBe(2);
    }

    [Fact]
    public async Task Deletes_what_it_made_for_a_user_who_is_purged()
    {
        await using var target = await BreakableTarget.StartAsync();
        var folder = await CreateUnsettledAsync(target);
        await using (var idle = await ServiceUnderTest.StartAsync(folder, options => options with { Step = End }))
        {
            var id = (await idle.GetAsync("/v1.0/users/a"))["id"]!.ToString();
            (await idle.Http.DeleteAsync("/v1.0/users/a")).EnsureSuccessStatusCode();
            (await idle.Http.DeleteAsync("/v1.0/directory/deletedItems/" + id)).EnsureSuccessStatusCode();
        }

        await using var service = await ServiceUnderTest.StartAsync(folder);
        await service.ResumeAsync();
        await service.SettledAsync();
        target.Users.Select(user => user["ContosoLogin"]).ShouldBe(["other"]);
    }

    private static async Task<string> CreateUnsettledAsync(BreakableTarget target)
    {
        var folder = ServiceUnderTest.NewFolder();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var service = await ServiceUnderTest.StartAsync(folder, options => options with { Step = step => EndAt(step, ended) });
        await service.ImportAsync(Header + "1,Active,a,T\n");
        await service.ConnectAsync(target.BaseAddress);
        await ended.Task.WaitAsync(ServiceUnderTest.Limit);
        target.Users.Count.ShouldBe(2);
        return folder;
    }

    private static void EndAt(string step, TaskCompletionSource ended)
    {
        if (!ended.Task.IsCompleted && step != "sent")
            return;
        ended.TrySetResult();
        End(step);
    }

    private static void End(string step) => throw new InvalidOperationException("The process has ended at: " + step);
}
