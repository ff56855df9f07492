using System.Text.Json.Nodes;

namespace Sutler.Service.Tests.Directory.Csv;

public sealed class RenumberedWorkerTests
{
    private const string Header = "WorkerID,Status,UserID\n";

    [Theory]
    [InlineData("1,Active,a\n2,Active,b\n3b,Active,C\n", 1)]
    [InlineData("1b,Active,a\n2b,Active,b\n3b,Active,c\n", 3)]
    [InlineData("1,Active,a\n2,Active,b\n3b,Active,c\n3c,Active,c\n", 2)]
    [InlineData("1,Active,a\n2,Active,b\n3b,Unheard of,c\n", 1)]
    public async Task Disables_nobody_whose_name_a_refused_row_claims(string csv, int refused)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync(Header + "1,Active,a\n2,Active,b\n3,Active,c\n");
        for (var time = 0; time < 2; time++)
        {
            var report = await service.ImportAsync(Header + csv);
            report["complete"]!.GetValue<bool>().ShouldBeTrue();
            report["refusedCount"]!.GetValue<int>().ShouldBe(refused);
            report["disabled"]!.GetValue<int>().ShouldBe(0);
            (await service.GetAsync("/v1.0/users/c"))["accountEnabled"]!.GetValue<bool>().ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Follows_a_worker_to_a_new_number_by_the_remedy_it_names()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync(Header + "10,Active,a\n2,Active,b\n");
        var id = (await service.GetAsync("/v1.0/users/a"))["id"]!.ToString();
        const string renumbered = Header + "10b,Active,a\n2,Active,b\n";
        var problem = (await service.ImportAsync(renumbered))["refused"]!.AsArray().ShouldHaveSingleItem()!;
        problem["problem"]!.ToString().ShouldContain("worker 10)");
        problem["remedy"]!.ToString().ShouldContain($"PATCH /v1.0/users/{id} with the employeeId 10b");

        using var patch = await service.Http.PatchAsync("/v1.0/users/" + id, new StringContent("""{"employeeId":"10b"}""", System.Text.Encoding.UTF8, "application/json"));
        patch.EnsureSuccessStatusCode();
        Numbers(await service.ImportAsync(renumbered)).ShouldBe((0, 1, 0, 0));
        Numbers(await service.ImportAsync(renumbered)).ShouldBe((0, 0, 0, 0));
        (await service.GetAsync("/v1.0/users/a"))["accountEnabled"]!.GetValue<bool>().ShouldBeTrue();
        Numbers(await service.ImportAsync(Header + "2,Active,b\n")).ShouldBe((0, 0, 1, 0));
    }

    [Fact]
    public async Task Disables_nobody_when_all_of_many_workers_are_renumbered()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync(Header + Rows(""));
        var began = TimeProvider.System.GetTimestamp();
        Numbers(await service.ImportAsync(Header + Rows("b"))).ShouldBe((0, 0, 0, 20_000));
        TestContext.Current.SendDiagnosticMessage($"20 000 renumbered workers refused in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.00} s");

        static string Rows(string suffix) => string.Concat(Enumerable.Range(1, 20_000).Select(number => $"{number}{suffix},Active,u{number}\n"));
    }

    private static (int Created, int Updated, int Disabled, int Refused) Numbers(JsonObject report) => (
        report["created"]!.GetValue<int>(), report["updated"]!.GetValue<int>(), report["disabled"]!.GetValue<int>(), report["refusedCount"]!.GetValue<int>());
}
