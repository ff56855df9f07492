using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Service.Directory;
using Sutler.Service.Directory.Queries;
using Sutler.Service.Store;
using Sutler.Service.Tests.Directory.Filters;
using Sutler.Storage;

namespace Sutler.Service.Tests.Directory.Queries;

public sealed class FilterSqlTests
{
    private const int Seed = 4711;

    /// <summary>The database says of every filter and every user what the definition says. Compiled a second time for PostgreSQL.</summary>
    [Fact]
    public async Task Means_the_same_in_the_database_as_by_definition()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var users = Users(new Random(Seed));
        await service.Services.GetRequiredService<Database>().WriteAsync(transaction => DirectoryWriter.WriteAsync(transaction, Tenant.Default, users), CancellationToken.None);
        var reader = service.Services.GetRequiredService<ObjectReader>();
        foreach (var tree in Filters.Filters.Tree.Sample(400, 400))
        {
            var page = await reader.UsersAsync(new DirectoryQuery { Filter = tree, Top = 999, Count = true }, QueryScope.Live, CancellationToken.None);
            var expected = users.Where(user => FilterOracle.Passes(user, tree)).Select(user => user.Id).Order(StringComparer.Ordinal);
            page.Objects.Select(user => user.Id).Order(StringComparer.Ordinal).ShouldBe(expected, $"{tree} (seed of the users {Seed})");
            page.Count.ShouldBe(page.Objects.Count);
        }
    }

    [Theory]
    [InlineData("displayName", false)]
    [InlineData("displayName", true)]
    [InlineData("accountEnabled", false)]
    [InlineData("employeeHireDate", true)]
    [InlineData("userPrincipalName", false)]
    public async Task Pages_in_any_order_without_repeating_or_skipping(string attribute, bool descending)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var users = Users(new Random(Seed));
        await service.Services.GetRequiredService<Database>().WriteAsync(transaction => DirectoryWriter.WriteAsync(transaction, Tenant.Default, users), CancellationToken.None);
        var seen = new List<string>();
        var next = $"/v1.0/users?$top=7&$orderby={attribute}{(descending ? " desc" : "")}&$select=id,{attribute}";
        while (next is not null)
        {
            var page = await service.GetAsync(next);
            seen.AddRange(page["value"]!.AsArray().Select(user => user!["id"]!.ToString()));
            next = page["@odata.nextLink"]?.ToString();
        }

        seen.Count.ShouldBe(users.Count);
        seen.Distinct().Count().ShouldBe(users.Count);
        var byId = users.ToDictionary(user => user.Id, StringComparer.Ordinal);
        var keys = seen.Select(id => byId[id].Attributes.GetValueOrDefault(attribute) switch { bool flag => flag ? "1" : "0", string text => TextFold.Of(text), _ => "" }).ToList();
        var ordered = descending ? keys.OrderDescending(ByCodePoint.Instance) : keys.Order(ByCodePoint.Instance);
        keys.ShouldBe(ordered);
    }

    private static List<DirectoryUser> Users(Random random) => [.. Enumerable.Range(0, 60).Select(number =>
    {
        var attributes = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase) { ["userPrincipalName"] = $"{Word(random)}{number}", ["accountEnabled"] = random.Next(2) == 0 };
        foreach (var name in (string[])["displayName", "jobTitle", "mail", "employeeId", "extensionAttribute3", "mobile"])
            Put(name, random.Next(3) == 0 ? null : Word(random));
        Put("dirSyncEnabled", random.Next(3) switch { 0 => true, 1 => false, _ => null });
        Put("employeeHireDate", random.Next(2) == 0 ? $"2026-01-0{random.Next(1, 5)}T00:00:00.000Z" : null);
        Put("proxyAddresses", random.Next(3) == 0 ? null : Enumerable.Range(0, random.Next(3)).Select(_ => Word(random)).ToArray());
        Put("extension_k", random.Next(6) switch { 0 => Word(random), 1 => random.Next(-2, 3) / 2m, 2 => true, 3 => false, 4 => new[] { Word(random) }, _ => null });
        return new DirectoryUser { Id = Guid.NewGuid().ToString(), Attributes = attributes };

        void Put(string name, object? value)
        {
            if (value is not null and not "")
                attributes[name] = value;
        }
    })];

    private static string Word(Random random) => Filters.Filters.Words[random.Next(Filters.Filters.Words.Length)].Replace("''", "'", StringComparison.Ordinal);

    private sealed class ByCodePoint : IComparer<string>
    {
        public static readonly ByCodePoint Instance = new();

        public int Compare(string? x, string? y) => System.Text.Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(y!));
    }
}
