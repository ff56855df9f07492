using System.Text.Json.Nodes;

namespace Sutler.Service.Tests.Directory.Csv;

public sealed class DirectoryImporterTests
{
    private const string Header = "WorkerID,Status,UserID,Title,ManagerID\n";

    [Fact]
    public async Task Applies_a_row_only_when_it_differs_from_the_one_last_imported()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync(Header + "1,Active,a,Clerk,\n2,Active,b,Clerk,\n");
        using var patch = await service.Http.PatchAsync("/v1.0/users/a", Json("""{"jobTitle":"Edited"}"""));
        patch.EnsureSuccessStatusCode();

        var report = await service.ImportAsync(Header + "1,Active,a,Clerk,\n2,Active,b,Chief,\n");
        Numbers(report).ShouldBe((0, 1, 0, 1));
        (await UserAsync(service, "a"))["jobTitle"]!.ToString().ShouldBe("Edited");
        (await UserAsync(service, "b"))["jobTitle"]!.ToString().ShouldBe("Chief");
    }

    [Fact]
    public async Task Disables_a_worker_who_is_missing_from_a_complete_file_and_takes_them_back()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync(Header + "1,Active,a,Clerk,\n2,Active,b,Clerk,\n");
        Numbers(await service.ImportAsync(Header + "2,Active,b,Clerk,\n")).ShouldBe((0, 0, 1, 1));
        (await UserAsync(service, "a"))["accountEnabled"]!.GetValue<bool>().ShouldBeFalse();
        Numbers(await service.ImportAsync(Header + "2,Active,b,Clerk,\n")).ShouldBe((0, 0, 0, 1));
        Numbers(await service.ImportAsync(Header + "1,Active,a,Clerk,\n2,Active,b,Clerk,\n")).ShouldBe((0, 1, 0, 1));
        (await UserAsync(service, "a"))["accountEnabled"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("2,Active,\"b,Clerk,\n")]
    [InlineData("2,Active,b\n")]
    [InlineData("2,Unheard of,b,Clerk,\n")]
    [InlineData("2,Active,b,Cl\0erk,\n")]
    public async Task Disables_nobody_because_a_row_could_not_be_read(string bad)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync(Header + "1,Active,a,Clerk,\n2,Active,b,Clerk,\n3,Active,c,Clerk,\n");
        var report = await service.ImportAsync(Header + "1,Active,a,Chief,\n" + bad + "3,Active,c,Clerk,\n");
        report["disabled"]!.GetValue<int>().ShouldBe(0);
        report["updated"]!.GetValue<int>().ShouldBe(1);
        report["refusedCount"]!.GetValue<int>().ShouldBeGreaterThan(0);
        (await UserAsync(service, "b"))["accountEnabled"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("WorkerID,Status,UserID\n")]
    [InlineData("WorkerID,Status,UserID\n1,What,a\n")]
    public async Task Changes_nothing_on_a_file_without_a_usable_row(string csv)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var before = (await service.ImportAsync(Header + "1,Active,a,Clerk,\n"))["feedPosition"]!.GetValue<long>();
        var report = await service.ImportAsync(csv);
        report["workers"]!.GetValue<int>().ShouldBe(0);
        report["feedPosition"]!.GetValue<long>().ShouldBe(before);
        (await UserAsync(service, "a"))["accountEnabled"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Lets_two_workers_exchange_their_names()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync(Header + "1,Active,a,First,\n2,Active,b,Second,\n");
        Numbers(await service.ImportAsync(Header + "1,Active,b,First,\n2,Active,A,Second,\n")).ShouldBe((0, 2, 0, 0));
        (await UserAsync(service, "b"))["jobTitle"]!.ToString().ShouldBe("First");
        (await UserAsync(service, "a"))["jobTitle"]!.ToString().ShouldBe("Second");
    }

    [Fact]
    public async Task Refuses_a_name_that_another_worker_has_in_any_case()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync(Header + "1,Active,a,First,\n");
        var report = await service.ImportAsync(Header + "2,Active,A,Second,\n1,Active,a,First,\n3,Active,c,T,\n4,Active,C,T,\n");
        report["created"]!.GetValue<int>().ShouldBe(1);
        report["refused"]!.AsArray().Select(item => item!["line"]!.GetValue<int>()).ShouldBe([2, 5]);
        (await UserAsync(service, "a"))["jobTitle"]!.ToString().ShouldBe("First");
    }

    [Fact]
    public async Task Keeps_the_ids_of_workers_when_the_directory_is_made_anew()
    {
        await using var one = await ServiceUnderTest.StartAsync();
        await using var two = await ServiceUnderTest.StartAsync();
        await one.ImportAsync(Header + "1,Active,a,T,\n");
        await two.ImportAsync(Header + "9,Active,x,T,\n1,Active,b,T,\n");
        (await UserAsync(two, "b"))["id"]!.ToString().ShouldBe((await UserAsync(one, "a"))["id"]!.ToString());
    }

    [Fact]
    public async Task Resolves_a_manager_who_appears_later_and_never_oneself()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var first = await service.ImportAsync(Header + "1,Active,a,T,2\n3,Active,c,T,3\n");
        first["unresolvedManagers"]!.GetValue<int>().ShouldBe(2);
        (await UserAsync(service, "a")).ContainsKey("manager").ShouldBeFalse();

        var second = await service.ImportAsync(Header + "1,Active,a,T,2\n2,Active,b,T,\n3,Active,c,T,3\n");
        second["unresolvedManagers"]!.GetValue<int>().ShouldBe(1);
        (await UserAsync(service, "a"))["manager"]!["id"]!.ToString().ShouldBe((await UserAsync(service, "b"))["id"]!.ToString());
    }

    [Fact]
    public async Task Imports_many_workers_quickly()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var csv = Header + string.Concat(Enumerable.Range(1, 20_000).Select(number => $"{number},Active,user{number}@example.com,Title {number % 7},{number / 10}\n"));
        var began = TimeProvider.System.GetTimestamp();
        (await service.ImportAsync(csv))["created"]!.GetValue<int>().ShouldBe(20_000);
        TestContext.Current.SendDiagnosticMessage($"20 000 workers imported in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.00} s");
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    private static (int Created, int Updated, int Disabled, int Unchanged) Numbers(JsonObject report) => (
        report["created"]!.GetValue<int>(), report["updated"]!.GetValue<int>(), report["disabled"]!.GetValue<int>(), report["unchanged"]!.GetValue<int>());

    private static Task<JsonObject> UserAsync(ServiceUnderTest service, string name) => service.GetAsync("/v1.0/users/" + name);

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");
}
