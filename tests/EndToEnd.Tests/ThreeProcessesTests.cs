using System.Text.Json.Nodes;
using Sutler.EndToEnd.Tests.Kit;

namespace Sutler.EndToEnd.Tests;

/// <summary>Service, agent and host apart: what they provision together, and what is left of it when each is killed in turn.</summary>
public sealed class ThreeProcessesTests
{
    private const int Users = 3_000;
    private const int Seed = 42;

    [Theory]
    [InlineData("agent")]
    [InlineData("host")]
    [InlineData("service")]
    public async Task Killed_in_the_middle_of_a_cycle_and_started_again_no_write_is_lost_or_doubled(string role)
    {
        var csv = Workers.Generate(Users, Seed);
        await using var deployment = await Deployment.StartAsync();

        await deployment.ImportAsync(csv);
        await deployment.UntilAsync(status => Created(status) > Users / 10);
        await KillAndRestartAsync(deployment, role);
        await deployment.UntilAsync(status => Settled(status));

        var rows = EmployeesTable.Read(deployment.Folder);
        rows.Count.ShouldBe(csv.Split('\n').Count(line => line.EndsWith(",Active", StringComparison.Ordinal)));
        rows.Select(row => row.AzureID).Distinct().Count().ShouldBe(rows.Count);
        rows.ShouldAllBe(row => row.IsActive == 1);
        Expected(csv).ShouldBe(rows.Select(row => (row.ContosoLogin, row.Manager)));
    }

    [Fact]
    public async Task Change_made_while_the_host_is_down_arrives_when_it_is_back()
    {
        await using var deployment = await Deployment.StartAsync();
        await deployment.ImportAsync(Workers.Generate(20, Seed));
        await deployment.UntilAsync(Settled);

        await deployment.Host.KillAsync();
        await deployment.ImportAsync(Workers.Generate(20, Seed).Replace("Title 3", "Chief", StringComparison.Ordinal));
        await deployment.StartHostAsync();
        await deployment.UntilAsync(_ => EmployeesTable.Read(deployment.Folder).Any(row => row.Title == "Chief"));
    }

    private static async Task KillAndRestartAsync(Deployment deployment, string role)
    {
        switch (role)
        {
            case "agent":
                await deployment.Agent.KillAsync();
                await deployment.StartAgentAsync();
                break;
            case "host":
                await deployment.Host.KillAsync();
                await deployment.StartHostAsync();
                break;
            default:
                await deployment.Service.KillAsync();
                await deployment.StartServiceAsync();
                break;
        }
    }

    private static bool Settled(JsonNode status) => status["settled"]!.GetValue<bool>();

    private static int Created(JsonNode status) => status["totals"]!["created"]!.GetValue<int>();

    private static IEnumerable<(string Login, string? Manager)> Expected(string csv)
    {
        var workers = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).Where(cells => cells[8] == "Active").ToList();
        var logins = workers.ToDictionary(cells => cells[0], cells => cells[1]);
        return workers
            .Select(cells => (cells[1], Manager: cells[7] != cells[0] && logins.TryGetValue(cells[7], out var login) ? login : null))
            .OrderBy(pair => pair.Item1, StringComparer.Ordinal);
    }
}
