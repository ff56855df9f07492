using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Sutler.Benchmarks;

/// <summary>
/// The whole chain: CSV, directory, job, relay, tunnel, agent, host, SQL, as <c>sutler dev --once</c> runs it, beside the floor in the same run.
/// </summary>
internal static class ChainBenchmark
{
    private const int Rounds = 3;

    public static async Task RunAsync(int users)
    {
        var folder = Directory.CreateTempSubdirectory("sutler-perf-").FullName;
        try
        {
            var csv = Path.Combine(folder, "workers.csv");
            await File.WriteAllTextAsync(csv, Workers(users));
            Console.WriteLine($"{users} users, initial cycle into an empty table; rate counts the cycle, wall the whole process; floor: two bare requests a user");
            Console.WriteLine("round   chain users/s   wall s   nothing changed wall s   floor users/s   ratio");
            var ratios = new List<double>();
            for (var round = 1; round <= Rounds; round++)
            {
                var floor = await Floor.MeasureAsync(users);
                var data = Path.Combine(folder, $"data-{round}");
                var (rate, wall) = await OnceAsync(data, csv, users);
                var (_, again) = await OnceAsync(data, csv, expected: 0);
                ratios.Add(rate / floor);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{round,5} {rate,15:0} {wall,8:0.0} {again,24:0.0} {floor,15:0} {rate / floor,7:0.00}"));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio to the floor: {ratios.Order().ElementAt(Rounds / 2):0.00}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Rate, double Wall)> OnceAsync(string data, string csv, int expected)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments = ["dev", "--data", data, "--users", csv, "--once", "--output", "json", "--port", FreePort(), "--host-port", FreePort()];
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "sutler.dll"));
        arguments.ToList().ForEach(start.ArgumentList.Add);
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var told = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var wall = watch.Elapsed.TotalSeconds;
        var result = JsonNode.Parse(output.TrimEnd().Split('\n')[^1])!;
        return process.ExitCode == 0 && result["created"]!.GetValue<int>() == expected
            ? (result["usersPerSecond"]!.GetValue<double>(), wall)
            : throw new InvalidOperationException($"the run ended with {process.ExitCode}: {output}{await told}");
    }

    private static string Workers(int count)
    {
        var text = new StringBuilder("WorkerID,UserID,FirstName,LastName,Email,JobTitle,Department,ManagerID,WorkerStatus\n");
        for (var i = 0; i < count; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{100_000 + i},w{i}@example.com,Given{i},Family{i % 97},w{i}@example.com,Title {i % 11},Department {i % 7},,Active\n");
        }

        return text.ToString();
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
