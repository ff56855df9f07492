namespace Sutler.Benchmarks;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["chain", .. var rest]:
                await ChainBenchmark.RunAsync(rest is [var users, ..] ? int.Parse(users, System.Globalization.CultureInfo.InvariantCulture) : 10_000);
                return 0;
            case ["tunnel"]:
                await TunnelBenchmark.RunAsync();
                return 0;
            case ["host", .. var rest]:
                return await Host.HostBenchmarks.RunAsync(rest);
            default:
                await Console.Error.WriteLineAsync($"usage: chain [USERS] | tunnel | {Host.HostBenchmarks.Usage}");
                return 2;
        }
    }
}
