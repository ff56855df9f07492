namespace Sutler.EndToEnd.Tests.Kit;

/// <summary>Calls of <c>sutler dev</c> on free ports.</summary>
internal static class DevRun
{
    public static string[] Arguments(string dataFolder, string csv, params string[] more) =>
        ["dev", "--data", dataFolder, "--users", csv, "--port", FreePort.Find(), "--host-port", FreePort.Find(), .. more];

    public static Task<SutlerResult> OnceAsync(string dataFolder, string csv, params string[] more) =>
        SutlerProcess.RunAsync(Arguments(dataFolder, csv, ["--once", "--output", "json", .. more]));
}
