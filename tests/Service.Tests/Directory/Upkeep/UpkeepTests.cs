using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Service.Directory;
using Sutler.Service.Directory.Upkeep;
using Sutler.Storage;
using Sutler.Testing;

namespace Sutler.Service.Tests.Directory.Upkeep;

public sealed class UpkeepTests
{
    private static readonly DirectoryOptions Options = new() { BatchSize = 3 };

    [Fact]
    public async Task Purges_what_was_deleted_thirty_days_ago_and_nothing_younger()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var user = (await service.PostAsync("/v1.0/users", new { userPrincipalName = "a", passwordProfile = new { password = "Secret-Word" } }))["id"]!.ToString();
        var group = (await service.PostAsync("/v1.0/groups", new { displayName = "g" }))["id"]!.ToString();
        await service.PostAsync("/v1.0/users", new { userPrincipalName = "stays" });
        await service.Http.DeleteAsync("/v1.0/users/" + user);
        await service.Http.DeleteAsync("/v1.0/groups/" + group);
        (await PurgeAsync(service, TimeSpan.FromDays(29))).ShouldBe(0);
        (await service.Http.GetAsync("/v1.0/directory/deletedItems/" + user)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PurgeAsync(service, TimeSpan.FromDays(30.1))).ShouldBe(2);
        (await service.Http.GetAsync("/v1.0/directory/deletedItems/" + user)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Http.GetAsync("/v1.0/directory/deletedItems/" + group)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Http.GetStringAsync("/v1.0/users/$count")).ShouldBe("1");
    }

    [Fact]
    public async Task Prunes_old_rows_of_the_feed_but_none_that_a_job_has_not_come_to()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        for (var i = 0; i < 10; i++)
            await service.PostAsync("/v1.0/users", new { userPrincipalName = $"u{i}" });
        var database = service.Services.GetRequiredService<Database>();
        var time = new ManualTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var pruner = new FeedPruner(database, Options, time);
        (await pruner.PruneAsync(CancellationToken.None)).ShouldBe(0);
        await service.PostAsync("/v1.0/users", new { userPrincipalName = "later" });
        time.Advance(TimeSpan.FromDays(8));

        await service.ConnectAsync(new Uri("http://127.0.0.1:9"), start: false);
        await SetWatermarkAsync(database, 4);
        (await pruner.PruneAsync(CancellationToken.None)).ShouldBe(4);
        (await pruner.PruneAsync(CancellationToken.None)).ShouldBe(0);
        await SetWatermarkAsync(database, 11);
        (await pruner.PruneAsync(CancellationToken.None)).ShouldBe(6);
        (await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT pruned FROM directory_counter"), CancellationToken.None)).ShouldBe(10);
        (await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT MIN(position) FROM directory_feed"), CancellationToken.None)).ShouldBe(11);
        (await service.PostAsync("/v1.0/users", new { userPrincipalName = "after" }))["id"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Keeps_an_initial_password_closed_and_forgets_it_in_time()
    {
        const string word = "Corr3ct-Horse-Battery";
        await using var service = await ServiceUnderTest.StartAsync();
        var made = await service.PostAsync("/v1.0/users", new { userPrincipalName = "a", passwordProfile = new { password = word, forceChangePasswordNextSignIn = true } });
        var id = made["id"]!.ToString();
        made.ToJsonString().ShouldNotContain("assword");
        (await service.GetAsync($"/v1.0/users/{id}")).ToJsonString().ShouldNotContain("assword");
        (await service.GetAsync("/v1.0/users/delta")).ToJsonString().ShouldNotContain("assword");
        (await TestStore.DumpAsync(service.Folder)).ShouldNotContain(word);
        var passwords = service.Services.GetRequiredService<InitialPasswords>();
        (await passwords.FindAsync([id], CancellationToken.None))[id].ShouldBe(word);
        await PurgeAsync(service, TimeSpan.FromDays(31));
        (await passwords.FindAsync([id], CancellationToken.None)).ShouldBeEmpty();
    }

    private static Task<int> PurgeAsync(ServiceUnderTest service, TimeSpan later) => new DeletedItemPurger(
        service.Services.GetRequiredService<Database>(),
        service.Services.GetRequiredService<DirectoryChanges>(),
        Options,
        new ManualTimeProvider(TimeProvider.System.GetUtcNow() + later)).PurgeAsync(CancellationToken.None);

    private static Task SetWatermarkAsync(Database database, long position) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync("UPDATE job SET watermark = @position, cycle = NULL", new { position }, transaction), CancellationToken.None);
}
