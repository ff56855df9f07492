using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Service.Directory;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Tests.Directory;

public sealed class ChangeFeedTests
{
    [Fact]
    public async Task Has_no_gap_and_goes_up_with_commits_under_concurrent_and_failing_writers()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var database = service.Services.GetRequiredService<Database>();
        using var done = new CancellationTokenSource();
        var reader = Task.Run(() => WatchAsync(database, done.Token));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() => WriteAsync(database, writer))));
        await done.CancelAsync();
        await reader;

        var positions = await PositionsAsync(database);
        positions.ShouldBe(Enumerable.Range(1, positions.Count).Select(position => (long)position));
        positions.Count.ShouldBe(8 * 25);
    }

    private static async Task WriteAsync(Database database, int writer)
    {
        var random = new Random(writer);
        for (var i = 0; i < 25; i++)
        {
            var fails = random.Next(3) == 0;
            if (fails)
                await Should.ThrowAsync<InvalidOperationException>(() => WriteOneAsync(database, $"w{writer}-{i}-fails", fails: true));
            await WriteOneAsync(database, $"w{writer}-{i}", fails: false);
        }
    }

    private static Task WriteOneAsync(Database database, string name, bool fails) => database.WriteAsync(
        async transaction =>
        {
            var user = new DirectoryUser { Id = Guid.NewGuid().ToString(), Attributes = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase) { ["userPrincipalName"] = name } };
            await DirectoryWriter.WriteAsync(transaction, Tenant.Default, [user]);
            await Task.Yield();
            if (fails)
                throw new InvalidOperationException("rolled back");
        },
        CancellationToken.None);

    /// <summary>A reader that remembers how far it has read never finds a lower position later.</summary>
    private static async Task WatchAsync(Database database, CancellationToken cancellationToken)
    {
        var seen = 0L;
        while (!cancellationToken.IsCancellationRequested)
        {
            var positions = await PositionsAsync(database);
            positions.Count.ShouldBe((int)(positions.Count == 0 ? 0 : positions[^1]));
            ((long)positions.Count).ShouldBeGreaterThanOrEqualTo(seen);
            seen = positions.Count;
        }
    }

    private static Task<List<long>> PositionsAsync(Database database) => database.ReadAsync(
        async connection => (await connection.QueryAsync<long>("SELECT position FROM directory_feed ORDER BY position")).ToList(), CancellationToken.None);
}
