using Sutler.Testing;

namespace Sutler.Service.Tests.Jobs;

public sealed class JobOnRealFileTests
{
    private static readonly string? RealFile = FindRealFile();

    [Fact]
    public async Task Provisions_active_workers_of_the_real_export_and_nothing_the_second_time()
    {
        Assert.SkipWhen(RealFile is null, "shared/data/workers-1000.csv does not lie beside this checkout");
        await using var target = await BreakableTarget.StartAsync();
        await using var service = await ServiceUnderTest.StartAsync();
        var csv = await File.ReadAllBytesAsync(RealFile!);

        var report = await service.ImportAsync(csv);
        report["rows"]!.GetValue<int>().ShouldBe(1000);
        report["workers"]!.GetValue<int>().ShouldBe(624);
        report["superseded"]!.GetValue<int>().ShouldBe(376);
        report["complete"]!.GetValue<bool>().ShouldBeTrue();
        report["refusedCount"]!.GetValue<int>().ShouldBe(0);

        await service.ConnectAsync(target.BaseAddress);
        var state = await service.SettledAsync();
        state["totals"]!["created"]!.GetValue<int>().ShouldBe(304);
        state["totals"]!["skipped"]!.GetValue<int>().ShouldBe(320);
        state["totals"]!["failed"]!.GetValue<int>().ShouldBe(0);
        target.Users.Count.ShouldBe(304);
        target.Users.Count(user => user["IsActive"] == "true").ShouldBe(304);
        target.Users.Count(user => user.ContainsKey("Manager")).ShouldBe(94);

        var requests = target.Requests.Count;
        var again = await service.ImportAsync(csv);
        again["unchanged"]!.GetValue<int>().ShouldBe(624);
        await service.SettledAsync();
        target.Requests.Count.ShouldBe(requests);
    }

    private static string? FindRealFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "workers-1000.csv");
            if (File.Exists(file))
                return file;
        }

        return null;
    }
}
