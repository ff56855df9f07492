using System.Text;
using Sutler.EndToEnd.Tests.Kit;

namespace Sutler.EndToEnd.Tests;

/// <summary>Files as they really come: each fault gets a message with its line, and costs nobody an account.</summary>
public sealed class DevBadInputTests
{
    private const string Header = "WorkerID,UserID,FirstName,LastName,JobTitle,WorkerStatus\n";
    private static readonly string[] Good = [.. Enumerable.Range(1, 30).Select(i => $"{i},w{i}@example.com,Given{i},Family{i},Clerk,Active")];

    public static TheoryData<string, string, int> Faults() => new()
    {
        { "broken quote", Header + Line(0, 9) + "10,\"w10@example.com,Given10,Family10,Clerk,Active\n" + Line(10, 30), 11 },
        { "NUL byte", Header + Line(0, 9) + "10,w10@example.com,Giv\0en10,Family10,Clerk,Active\n" + Line(10, 30), 11 },
        { "1 MB field", Header + Line(0, 9) + "10,w10@example.com," + new string('x', 1 << 20) + ",Family10,Clerk,Active\n" + Line(10, 30), 11 },
        { "unknown status", Header + Line(0, 9) + "10,w10@example.com,Given10,Family10,Clerk,Perhaps\n" + Line(10, 30), 11 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task One_bad_row_is_named_and_the_good_rows_go_through(string fault, string content, int line)
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("workers.csv");
        await WriteAsync(csv, Encoding.UTF8.GetBytes(Header + Line(0, 30)));
        (await DevRun.OnceAsync(folder.File("data"), csv)).Count("created").ShouldBe(30);

        await WriteAsync(csv, Encoding.UTF8.GetBytes(content.Replace("Clerk", "Writer", StringComparison.Ordinal)));
        var result = await DevRun.OnceAsync(folder.File("data"), csv);

        result.ExitCode.ShouldBe(1, $"{fault}: {result.All}");
        result.All.ShouldContain($"line {line}");
        var rows = EmployeesTable.Read(folder.File("data"));
        rows.ShouldAllBe(row => row.IsActive == 1);
        rows.Count(row => row.Title == "Writer").ShouldBeGreaterThanOrEqualTo(28);
        rows.Single(row => row.ContosoLogin == "w10@example.com").Title.ShouldBe("Clerk");
    }

    [Theory]
    [InlineData("empty", "")]
    [InlineData("header only", Header)]
    [InlineData("column missing", "WorkerID,FirstName\n1,One\n")]
    public async Task File_without_a_usable_row_changes_nothing(string fault, string content)
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("workers.csv");
        await WriteAsync(csv, Encoding.UTF8.GetBytes(Header + Line(0, 30)));
        (await DevRun.OnceAsync(folder.File("data"), csv)).Count("created").ShouldBe(30);
        var before = EmployeesTable.Content(folder.File("data"));

        await WriteAsync(csv, Encoding.UTF8.GetBytes(content));
        var result = await DevRun.OnceAsync(folder.File("data"), csv);

        result.ExitCode.ShouldBe(1, $"{fault}: {result.All}");
        EmployeesTable.Content(folder.File("data")).ShouldBe(before);
    }

    [Theory]
    [InlineData("utf-8 with mark", "\n")]
    [InlineData("utf-16", "\n")]
    [InlineData("utf-16BE", "\n")]
    [InlineData("utf-8 with mark", "\r\n")]
    public async Task Encodings_and_line_ends_are_read(string encoding, string lineEnd)
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("workers.csv");
        var text = (Header + "1,zoë@example.com,Zoë,Müller,Größe,Active\n").Replace("\n", lineEnd, StringComparison.Ordinal);
        var writer = encoding == "utf-8 with mark" ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: true) : Encoding.GetEncoding(encoding);
        await WriteAsync(csv, [.. writer.GetPreamble(), .. writer.GetBytes(text)]);

        var result = await DevRun.OnceAsync(folder.File("data"), csv);

        result.ExitCode.ShouldBe(0, result.All);
        var row = EmployeesTable.Read(folder.File("data")).ShouldHaveSingleItem();
        (row.ContosoLogin, row.LastName, row.Title).ShouldBe(("zoë@example.com", "Müller", "Größe"));
    }

    [Fact]
    public async Task Run_that_would_disable_too_many_is_held_until_it_is_accepted()
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("workers.csv");
        await WriteAsync(csv, Encoding.UTF8.GetBytes(Header + Line(0, 30)));
        (await DevRun.OnceAsync(folder.File("data"), csv)).Count("created").ShouldBe(30);
        var before = EmployeesTable.Content(folder.File("data"));

        await WriteAsync(csv, Encoding.UTF8.GetBytes(Header + Line(0, 5)));
        var held = await DevRun.OnceAsync(folder.File("data"), csv);
        held.ExitCode.ShouldBe(1, held.All);
        held.All.ShouldContain("--accept-removals");
        held.All.ShouldContain("25");
        EmployeesTable.Content(folder.File("data")).ShouldBe(before);

        var stillHeld = await DevRun.OnceAsync(folder.File("data"), csv);
        stillHeld.ExitCode.ShouldBe(1, stillHeld.All);
        EmployeesTable.Content(folder.File("data")).ShouldBe(before);

        var accepted = await DevRun.OnceAsync(folder.File("data"), csv, "--accept-removals");
        accepted.ExitCode.ShouldBe(0, accepted.All);
        EmployeesTable.Read(folder.File("data")).Count(row => row.IsActive == 0).ShouldBe(25);
    }

    [Fact]
    public async Task Large_run_is_held_too_although_the_cycle_takes_a_while_to_see_it()
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("workers.csv");
        var all = Workers.Generate(6_000, seed: 3).Split('\n');
        await File.WriteAllLinesAsync(csv, all, TestContext.Current.CancellationToken);
        (await DevRun.OnceAsync(folder.File("data"), csv)).ExitCode.ShouldBe(0);
        var before = EmployeesTable.Content(folder.File("data"));

        await File.WriteAllLinesAsync(csv, all[..3_000], TestContext.Current.CancellationToken);
        var held = await DevRun.OnceAsync(folder.File("data"), csv);

        held.ExitCode.ShouldBe(1, held.All);
        held.All.ShouldContain("HELD");
        EmployeesTable.Content(folder.File("data")).ShouldBe(before);
    }

    [Fact]
    public async Task Held_run_is_released_by_the_right_file()
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("workers.csv");
        await WriteAsync(csv, Encoding.UTF8.GetBytes(Header + Line(0, 30)));
        (await DevRun.OnceAsync(folder.File("data"), csv)).Count("created").ShouldBe(30);
        await WriteAsync(csv, Encoding.UTF8.GetBytes(Header + Line(0, 5)));
        (await DevRun.OnceAsync(folder.File("data"), csv)).ExitCode.ShouldBe(1);

        await WriteAsync(csv, Encoding.UTF8.GetBytes(Header + Line(0, 30)));
        var corrected = await DevRun.OnceAsync(folder.File("data"), csv);

        corrected.ExitCode.ShouldBe(0, corrected.All);
        EmployeesTable.Read(folder.File("data")).ShouldAllBe(row => row.IsActive == 1);
    }

    private static string Line(int from, int to) => string.Concat(Good[from..to].Select(row => row + "\n"));

    private static Task WriteAsync(string path, byte[] content) => File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
}
