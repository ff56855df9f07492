using System.Text;
using Sutler.Service.Directory.Csv;

namespace Sutler.Service.Tests.Directory.Csv;

public sealed class SwallowedRowTests
{
    private const string Header = "WorkerID,Status,UserID,FirstName,Title,ManagerID\n";

    [Theory]
    [InlineData("2,Active,b,\"F2,t,\n3,Active,c,F3,t,\n4,Active,d,F4,t,\n5,Active,e,F5\",t,\n")]
    [InlineData("2,Active,b,\"F2,t,\r\n3,Active,c,\"\",t,\r\n4,Active,d,F4,t,\r\n5,Active,e,F5\",t,\r\n")]
    [InlineData("2,Active,b,\"F2,t,\n5,Active,e,F5\",t,\n")]
    [InlineData("2,Active,b,F2,t,\"\n4,Active,d,F4,t,\n5,Active,e,F5,t,\"\n")]
    public async Task Loses_a_record_that_holds_rows_and_reads_on(string stray)
    {
        var file = await ReadAsync(Header + "1,Active,a,F1,t,\n" + stray + "6,Active,f,F6,t,\n");
        file.Complete.ShouldBeFalse();
        file.Problems[0].Line.ShouldBe(3);
        file.Problems[0].Problem.ShouldContain("row of 6 fields");
        file.Workers.Keys.ShouldNotContain("2");
        file.Workers.Keys.ShouldContain("6");
        if (stray.Contains("4,", StringComparison.Ordinal))
            file.Workers.Keys.ShouldContain("4");
    }

    [Theory]
    [InlineData("1,Active,a,F1,\"Main Street 1\nBerlin, Mitte\",\n")]
    [InlineData("1,Active,a,\"F\n1\",\"Main Street 1, first floor\nMitte, at the gate, third bell\nBerlin\",\n")]
    [InlineData("1,Active,a,F1,\"\n\n\n\",\n")]
    [InlineData("\"1\n\",Active,a,F1,t,\n")]
    public async Task Reads_line_breaks_that_are_meant(string row)
    {
        var file = await ReadAsync(Header + row + "2,Active,b,F2,t,\n");
        file.Problems.ShouldBeEmpty();
        file.Complete.ShouldBeTrue();
        file.Workers.Keys.ShouldBe(["1", "2"]);
    }

    [Theory]
    [InlineData("\"3\n4\",Active,c,F,t,\n", "WorkerID")]
    [InlineData("3,\"Active\r\nx\",c,F,t,\n", "Status")]
    [InlineData("3,Active,\"c\nd\",F,t,\n", "UserID")]
    [InlineData("3,Active,c,F,t,\"1\r2\"\n", "ManagerID")]
    public async Task Refuses_a_line_break_in_an_id_or_a_status(string row, string column)
    {
        var file = await ReadAsync(Header + "1,Active,a,F1,t,\n" + row);
        file.Complete.ShouldBeFalse();
        var problem = file.Problems.ShouldHaveSingleItem();
        (problem.Line, problem.Column).ShouldBe((3, column));
        problem.Remedy.ShouldContain("line break");
        file.Workers.Keys.ShouldBe(["1"]);
    }

    [Fact]
    public async Task Disables_nobody_whom_two_stray_quotes_hide()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var rows = Enumerable.Range(1, 6).Select(number => $"{number},Active,u{number},F{number},t,\n").ToList();
        await service.ImportAsync(Header + string.Concat(rows));
        var csv = Header + string.Concat(rows).Replace(",F2", ",\"F2", StringComparison.Ordinal).Replace("F5", "F5\"", StringComparison.Ordinal);
        (await service.ImportAsync(csv))["disabled"]!.GetValue<int>().ShouldBe(0);
        var two = await service.ImportAsync("WorkerID,UserID\n1,u1\n2,\"u2\n3,u3\n4,u4\"\n5,u5\n6,u6\n");
        (two["disabled"]!.GetValue<int>(), two["complete"]!.GetValue<bool>()).ShouldBe((0, false));
    }

    private static Task<WorkerFile> ReadAsync(string csv) =>
        WorkerFileReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), new CsvLimits(), CancellationToken.None);
}
