using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Service.Jobs;
using Sutler.Service.Nodes;
using Sutler.Storage;
using Sutler.Testing;

namespace Sutler.Service.Tests.Nodes;

public sealed class OwnershipStoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_a_job_to_another_node_only_when_its_owner_is_gone()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await using var target = await BreakableTarget.StartAsync();
        await service.ConnectAsync(target.BaseAddress);
        await service.SettledAsync();
        var database = service.Services.GetRequiredService<Database>();
        Assert.SkipUnless(database.IsShared, "a store of one node has no other owner");
        var nodes = service.Services.GetRequiredService<NodeStore>();
        var other = new OwnershipStore(database, nodes, Node.New("http://other"));
        (await other.AcquireAsync(service.JobId, "other", Token)).ShouldBeNull("its owner is there");


        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync("UPDATE job SET owner = 'gone', owner_node = 'gone'", transaction: transaction), Token);
        (await other.AcquireAsync(service.JobId, "other", Token)).ShouldNotBeNull("no such node is there");
        (await service.Services.GetRequiredService<JobStore>().TakeAsync(service.JobId, "gone", Token)).ShouldBeNull("it has the job no more");
    }

    [Fact]
    public async Task Lets_a_run_begin_only_for_the_owner()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await using var target = await BreakableTarget.StartAsync();
        await service.ConnectAsync(target.BaseAddress, start: false);
        var jobs = service.Services.GetRequiredService<JobStore>();
        (await jobs.TakeAsync(service.JobId, "nobody", Token)).ShouldBeNull();
        var owner = await service.Services.GetRequiredService<Database>().ReadAsync(connection => connection.ExecuteScalarAsync<string>("SELECT owner FROM job"), Token);
        if (owner is not null)
            (await jobs.TakeAsync(service.JobId, owner, Token)).ShouldNotBeNull();
    }
}
