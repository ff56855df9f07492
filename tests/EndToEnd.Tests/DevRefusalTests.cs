using System.Net;
using System.Net.Sockets;
using Sutler.EndToEnd.Tests.Kit;

namespace Sutler.EndToEnd.Tests;

/// <summary>What cannot be started is refused with one clear sentence and exit code 2, and damages nothing.</summary>
public sealed class DevRefusalTests
{
    private const string Csv = "WorkerID,UserID,FirstName\n1,one@example.com,One\n";

    [Theory]
    [InlineData("--port")]
    [InlineData("--host-port")]
    public async Task Port_that_is_taken(string option)
    {
        using var folder = new TemporaryFolder();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var other = option == "--port" ? "--host-port" : "--port";
        var result = await SutlerProcess.RunAsync("dev", "--data", folder.File("data"), "--once", option, port, other, FreePort.Find());

        result.ExitCode.ShouldBe(2, result.All);
        Sentence(result).ShouldSatisfyAllConditions(s => s.ShouldContain(port), s => s.ShouldContain(option));
    }

    [Fact]
    public async Task Data_folder_that_cannot_be_written()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("data"), "a file, not a folder", TestContext.Current.CancellationToken);

        var result = await SutlerProcess.RunAsync("dev", "--data", folder.File("data"), "--once");

        result.ExitCode.ShouldBe(2, result.All);
        Sentence(result).ShouldContain(folder.File("data"));
        (await File.ReadAllTextAsync(folder.File("data"), TestContext.Current.CancellationToken)).ShouldBe("a file, not a folder");
    }

    [Fact]
    public async Task Second_dev_on_the_same_data()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("workers.csv"), Csv, TestContext.Current.CancellationToken);
        var arguments = DevRun.Arguments(folder.File("data"), folder.File("workers.csv"));
        await using var running = SutlerProcess.Start(arguments);
        await running.LineAsync(line => line.Contains("Ctrl-C", StringComparison.Ordinal));

        var second = await DevRun.OnceAsync(folder.File("data"), folder.File("workers.csv"));

        second.ExitCode.ShouldBe(2, second.All);
        Sentence(second).ShouldContain(folder.File("data"));
        await running.SignalAsync("INT");
        (await running.EndAsync()).ExitCode.ShouldBe(0);
        EmployeesTable.Read(folder.File("data")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task File_that_is_missing()
    {
        using var folder = new TemporaryFolder();

        var result = await DevRun.OnceAsync(folder.File("data"), folder.File("absent.csv"));

        result.ExitCode.ShouldBe(2, result.All);
        Sentence(result).ShouldContain(folder.File("absent.csv"));
    }

    private static string Sentence(SutlerResult result)
    {
        var lines = result.All.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(1, result.All);
        return lines[0];
    }
}
