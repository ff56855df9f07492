using Sutler.EndToEnd.Tests.Kit;

namespace Sutler.EndToEnd.Tests;

/// <summary>The main job on a real HR export: first run, same file again, edited file.</summary>
public sealed class DevRealExportTests
{
    [Fact]
    public async Task Provisions_the_export_then_nothing_then_only_the_differences()
    {
        var export = Workers.RealExport();
        using var folder = new TemporaryFolder();
        var csv = folder.File("workers.csv");
        var data = folder.File("data");
        File.Copy(export, csv);

        var first = await DevRun.OnceAsync(data, csv);
        first.ExitCode.ShouldBe(0, first.All);
        Counts(first, "directoryUsers", "created", "skipped", "failed", "deleted").ShouldBe([624, 304, 320, 0, 0]);
        first.All.ShouldContain("376");
        var rows = EmployeesTable.Read(data);
        rows.Count.ShouldBe(304);
        rows.ShouldAllBe(row => row.IsActive == 1);
        var logins = rows.Select(row => row.ContosoLogin).ToHashSet(StringComparer.OrdinalIgnoreCase);
        rows.Count(row => row.Manager is { } manager && logins.Contains(manager)).ShouldBe(94);
        rows.Count(row => row.Manager is not null).ShouldBe(94);

        var before = EmployeesTable.Content(data);
        var second = await DevRun.OnceAsync(data, csv);
        second.ExitCode.ShouldBe(0, second.All);
        Counts(second, "created", "updated", "deleted", "failed").ShouldBe([0, 0, 0, 0]);
        EmployeesTable.Content(data).ShouldBe(before);

        var edit = Edit(csv);
        var third = await DevRun.OnceAsync(data, csv);
        third.ExitCode.ShouldBe(0, third.All);
        Counts(third, "created", "deleted", "failed").ShouldBe([2, 0, 0]);
        third.All.ShouldContain(edit.RenamedFrom);
        third.All.ShouldContain("RENAMED1");
        var changed = EmployeesTable.Read(data).ToDictionary(row => row.ContosoLogin, StringComparer.OrdinalIgnoreCase);
        foreach (var login in edit.Retitled)
            changed[login].ShouldBe(rows.Single(row => row.ContosoLogin == login) with { Title = "Chief Sutler" });
        changed[edit.Deactivated].ShouldBe(rows.Single(row => row.ContosoLogin == edit.Deactivated) with { IsActive = 0 });
        changed[edit.Removed].ShouldBe(rows.Single(row => row.ContosoLogin == edit.Removed) with { IsActive = 0 });
        changed[edit.Reactivated].IsActive.ShouldBe(1);
        changed["NEW1"].IsActive.ShouldBe(1);
        changed[edit.RenamedFrom].ShouldBe(rows.Single(row => row.ContosoLogin == edit.RenamedFrom));
        changed.ShouldNotContainKey("RENAMED1");
        changed.Count.ShouldBe(306);
        string[] touched = [.. edit.Retitled, edit.Deactivated, edit.Removed, edit.Reactivated, edit.RenamedFrom, "NEW1"];
        foreach (var row in rows.Where(row => !touched.Contains(row.ContosoLogin)))
            (changed[row.ContosoLogin] with { Manager = row.Manager }).ShouldBe(row);
    }

    private static int[] Counts(SutlerResult result, params string[] keys) => [.. keys.Select(result.Count)];

    private static (string[] Retitled, string Deactivated, string Reactivated, string Removed, string RenamedFrom) Edit(string csv)
    {
        var lines = File.ReadAllLines(csv).ToList();
        var header = lines[0].Split(',').ToList();
        int status = header.IndexOf("WorkerStatus"), user = header.IndexOf("UserID"), title = header.IndexOf("JobTitle"), id = header.IndexOf("WorkerID");
        var last = lines.Skip(1).Select(line => line.Split(',')).GroupBy(cells => cells[id]).Select(group => group.Last()).ToList();
        var active = last.Where(cells => cells[status] == "Active").ToList();
        var inactive = last.First(cells => cells[status] == "Inactive");
        active.Take(3).ToList().ForEach(cells => cells[title] = "Chief Sutler");
        var (deactivated, removed, renamed) = (active[3], active[4], active[5]);
        deactivated[status] = "Inactive";
        inactive[status] = "Active";
        last.Remove(removed);
        var renamedFrom = renamed[user];
        renamed[user] = "RENAMED1";
        var added = active[6].ToArray();
        (added[id], added[user], added[header.IndexOf("ManagerID")]) = ("999999", "NEW1", "");
        last.Add(added);
        File.WriteAllLines(csv, [lines[0], .. last.Select(cells => string.Join(',', cells))]);
        return ([.. active.Take(3).Select(cells => cells[user])], deactivated[user], inactive[user], removed[user], renamedFrom);
    }
}
