using System.CommandLine;
using Sutler.Cli.Options;
using Sutler.Cli.Output;
using Sutler.Host.Admin;

namespace Sutler.Cli.Commands.Doctor;

/// <summary><c>sutler doctor</c></summary>
internal static class DoctorCommand
{
    private const string Description = """
        Checks a host: data folder, system libraries, ODBC drivers, certificate, port, and each connection down to its target. Per check ok, warn or
        fail, with cause and remedy. Exit code 1 when something fails.

        Examples:
          sutler doctor --data /var/lib/sutler/host
          sutler doctor --data /var/lib/sutler/host --bundle support.zip
        """;

    public static Command Create()
    {
        var bundle = new Option<string?>("--bundle") { Description = "Also write a ZIP for support: findings, settings and log lines, without secrets." };
        return new HostOption().Verb(
            new Command("doctor", Description) { bundle },
            async (call, cancellationToken) =>
            {
                var answer = await call.AskAsync(new AdminRequest("GET", "/doctor"), cancellationToken);
                if (call.Screen.Json)
                    Screen.WriteJson(answer.Json!.ToJsonString());
                else
                    await Console.Out.WriteAsync(FindingTable.Render(answer.Json!["checks"]!.AsArray()));
                if (call.Get(bundle) is { } path)
                {
                    await SupportBundle.WriteAsync(call.Channel, path, cancellationToken);
                    call.Screen.Say($"\n{path}: written.");
                }

                return answer.Json!["ok"]!.GetValue<bool>() ? 0 : CommandException.Failure;
            });
    }
}
