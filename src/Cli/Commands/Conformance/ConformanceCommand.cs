using System.CommandLine;
using Sutler.Cli.Output;
using Sutler.Conformance.Cases;
using Sutler.Conformance.Loading;
using Sutler.Conformance.Reports;
using Sutler.Conformance.Running;

namespace Sutler.Cli.Commands.Conformance;

/// <summary><c>sutler conformance URL --token T</c></summary>
internal static class ConformanceCommand
{
    private const string Description = """
        Tries a SCIM server: runs the conformance pack against it and tells which cases hold.
        Everything it makes bears a name of this run and is deleted again, so that a filled server comes to no harm.
        Exits 0 when no 'must' failed, 1 when one did, 2 when the call cannot be carried out.

        Examples:
          sutler conformance https://localhost:8585/ecma2host_demo/scim --token file:token.txt --ca host-ca.pem
          sutler conformance --list --only 'patch-*'
        """;

    public static Command Create()
    {
        var inputs = new ConformanceInputs();
        var command = new Command("conformance", Description);
        inputs.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = new Screen(inputs.Json(parsed));
            var cases = Cases(inputs, parsed);
            if (parsed.GetValue(inputs.List))
                return ConformanceView.List(cases, screen);
            try
            {
                var options = inputs.Options(parsed);
                if (options.BaseUrl is { Scheme: "http", IsLoopback: false })
                    await Console.Error.WriteLineAsync("sutler: the address is plain HTTP: the token crosses the network readable.");
                var report = await RunAsync(options, cases, screen, cancellationToken);
                await ConformanceFiles.WriteAsync(report, parsed.GetValue(inputs.Report), parsed.GetValue(inputs.JUnit), cancellationToken);
                ConformanceView.Show(report, screen);
                return report.Failed(CaseLevel.Must) == 0 ? 0 : CommandException.Failure;
            }
            catch (ConformanceException e)
            {
                throw new CommandException(e.Message);
            }
        });
        return command;
    }

    private static List<ConformanceCase> Cases(ConformanceInputs inputs, ParseResult parsed)
    {
        try
        {
            var pack = parsed.GetValue(inputs.Pack);
            var all = pack is null ? PackLoader.LoadShipped() : PackLoader.LoadFrom(pack);
            var patterns = parsed.GetValue(inputs.Only) ?? [];
            var chosen = all.Where(one => patterns.Length == 0 || patterns.Any(pattern => CasePattern.Fits(pattern, one))).ToList();
            return chosen.Count > 0
                ? chosen
                : throw new CommandException($"no case fits {string.Join(" or ", patterns)}. 'sutler conformance --list' shows ids and themes; * stands for any text.");
        }
        catch (PackException e)
        {
            throw new CommandException(e.Message);
        }
    }

    private static async Task<ConformanceReport> RunAsync(
        ConformanceOptions options, List<ConformanceCase> cases, Screen screen, CancellationToken cancellationToken)
    {
        var progress = new ProgressView(screen.People, screen.IsTerminal, TimeProvider.System);
        var gate = new Lock();
        progress.Report("Cases", 0, cases.Count);
        var shown = 0;
        var report = await new ConformanceRunner(options, TimeProvider.System).RunAsync(
            cases,
            done =>
            {
                // Reports of several threads may overtake each other: the bar only grows.
                lock (gate)
                    progress.Report("Cases", shown = Math.Max(shown, done), cases.Count);
            },
            cancellationToken);
        progress.Complete();
        return report;
    }
}
