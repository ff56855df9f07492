using System.CommandLine;
using Sutler.Cli.Commands.Account;
using Sutler.Cli.Commands.Agent;
using Sutler.Cli.Commands.Audit;
using Sutler.Cli.Commands.Conformance;
using Sutler.Cli.Commands.Dev;
using Sutler.Cli.Commands.Directories;
using Sutler.Cli.Commands.Doctor;
using Sutler.Cli.Commands.Host;
using Sutler.Cli.Commands.Job;
using Sutler.Cli.Commands.Service;
using Sutler.Cli.Commands.Token;
using Sutler.Cli.Output;

namespace Sutler.Cli;

/// <summary>All verbs of the executable, and the one place where a failure becomes a sentence and an exit code.</summary>
internal static class CommandTree
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        using var termination = new Termination();
        var parsed = Build().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync($"sutler: {error.Message}");
            await Console.Error.WriteLineAsync($"Run 'sutler {string.Join(' ', Path(parsed))}--help' for the options.");
            return CommandException.Unusable;
        }

        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, termination.Token);
        }
        catch (CommandException e)
        {
            await Console.Error.WriteLineAsync($"sutler: {e.Message}");
            return e.ExitCode;
        }
        catch (OperationCanceledException) when (termination.Token.IsCancellationRequested)
        {
            return 0;
        }
    }

    public static RootCommand Build() =>
        new("Sutler carries joiners, movers and leavers from a directory into applications behind a firewall.")
        {
            DevCommand.Create(),
            new Command("service", "The provisioning service: directory, jobs, relay, API.") { ServiceRunCommand.Create() },
            new Command("agent", "The provisioning agent: dials out from beside the application.")
            {
                new Command("token", "One-time tokens with which agents join.") { AgentTokenCreateCommand.Create() },
                AgentJoinCommand.Create(),
                AgentRunCommand.Create(),
            },
            HostCommands.Create(),
            DirectoryCommands.Create(),
            DoctorCommand.Create(),
            new Command("job", "Jobs of a running service.")
            {
                JobListCommand.Create(),
                JobStatusCommand.Create(),
                JobPlanCommand.Create(),
                JobApplyCommand.Create(),
                JobUndoCommand.Create(),
                JobExplainCommand.Create(),
                JobOnDemandCommand.Create("on-demand"),
                JobStartCommand.Create(),
                JobActionCommand.Create("pause", "Pauses a job at once; what is in flight is found out when it starts again, nothing is forgotten."),
                JobRestartCommand.Create(),
                JobLogsCommand.Create(),
                JobHeldCommand.Create(),
                JobVerdictCommand.Create("release", "Lets held removals through, once."),
                JobVerdictCommand.Create("reject", "Keeps held removals from being made until the object is in use again."),
                JobErrorsCommand.Create(),
                JobRetryCommand.Create(),
            },
            AccountCommands.Create(),
            TokenCommands.Create(),
            AuditCommand.Create(),
            ConformanceCommand.Create(),
        };

    private static IEnumerable<string> Path(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result.Parent is System.CommandLine.Parsing.CommandResult parent; result = parent)
            names.Push(result.Command.Name);
        return names.Append("");
    }
}
