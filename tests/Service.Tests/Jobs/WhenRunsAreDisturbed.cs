using System.Globalization;
using Sutler.Testing;

namespace Sutler.Service.Tests.Jobs;

/// <summary>Whatever faults the target has, and wherever the process ends, the target comes to the same state as without them.</summary>
public sealed class WhenRunsAreDisturbed
{
    private const string Header = "WorkerID,Status,UserID,Title,ManagerID\n";
    private const int Workers = 14;
    private const int Imports = 4;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Comes_to_the_same_state_without_a_second_create(int seed)
    {
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        var history = History(new Random(seed));
        var calm = await RunAsync(history, null);
        var disturbed = await RunAsync(history, new Random(seed * 7919));
        disturbed.ShouldBe(calm, $"seed {seed}");
    }

    private static async Task<List<string>> RunAsync(List<string> history, Random? random)
    {
        await using var target = await BreakableTarget.StartAsync();
        var folder = ServiceUnderTest.NewFolder();
        var chaos = new Chaos(random);
        target.Fault = (_, _) => chaos.NextFault();
        var service = await ServiceUnderTest.StartAsync(folder, chaos.Engine);
        await service.ConnectAsync(target.BaseAddress);
        foreach (var csv in history)
        {
            chaos.Arm();
            await service.ImportAsync(csv);
            while (!await SettlesAsync(service, chaos))
            {
                if (!chaos.Killed)
                    continue;
                await service.DisposeAsync();
                chaos.Arm();
                service = await ServiceUnderTest.StartAsync(folder, chaos.Engine);
                await service.ResumeAsync();
            }
        }

        var created = (await service.LogAsync(" and provisioningAction eq 'create' and provisioningStatusInfo/status eq 'success'")).Count;
        created.ShouldBeLessThanOrEqualTo(target.Users.Count);
        await service.DisposeAsync();
        return [.. target.Users.Select(user => string.Join(' ', user.Where(pair => pair.Key != "Manager").Select(pair => pair.Key + "=" + pair.Value))
            + " manager=" + target.ManagerOf(user["ContosoLogin"]))];
    }

    /// <summary>True when everything is settled and nothing waits in escrow; false when the process is to be made anew, or looked at again.</summary>
    private static async Task<bool> SettlesAsync(ServiceUnderTest service, Chaos chaos)
    {
        var state = await service.UntilAsync(now => chaos.Killed || (now["settled"]!.GetValue<bool>() && !now["running"]!.GetValue<bool>()));
        if (chaos.Killed)
            return false;
        if (state["escrowed"]!.GetValue<int>() == 0)
            return true;
        await service.CommandAsync("restart", new { criteria = new { resetScope = "Escrows" } });
        await service.UntilAsync(now => chaos.Killed || (now["settled"]!.GetValue<bool>() && !now["running"]!.GetValue<bool>()));
        return false;
    }

    private static List<string> History(Random random)
    {
        var rows = Enumerable.Range(1, Workers).Select(number => (Number: number, Here: random.Next(3) > 0, Active: true, Title: "t0", Manager: random.Next(1, Workers + 3))).ToArray();
        var history = new List<string> { Write(rows) };
        for (var import = 1; import < Imports; import++)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var row = rows[i];
                rows[i] = random.Next(5) switch
                {
                    0 => row with { Title = $"t{import}" },
                    1 => row with { Active = !row.Active },
                    2 => row with { Here = !row.Here },
                    3 => row with { Manager = random.Next(0, Workers + 3) },
                    _ => row,
                };
            }

            history.Add(Write(rows));
        }

        return history;
    }

    private static string Write((int Number, bool Here, bool Active, string Title, int Manager)[] rows) => Header + "99,Active,always,t,\n" + string.Concat(
        rows.Where(row => row.Here).Select(row => $"{row.Number},{(row.Active ? "Active" : "Inactive")},u{row.Number},{row.Title},{(row.Manager == 0 ? "" : row.Manager)}\n"));
}
