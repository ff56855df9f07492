using System.CommandLine;
using Sutler.Cli.Api;
using Sutler.Cli.Options;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Job;

/// <summary>One call of a verb that plans, applies or explains: the way to the service, the screen, and what was given.</summary>
internal sealed record JobCall(ParseResult Parsed, ServiceApi Api, Screen Screen)
{
    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    public T? Get<T>(Argument<T> argument) => Parsed.GetValue(argument);

    /// <summary>Makes the verb: adds where the service is and <c>--output text|json</c>.</summary>
    public static Command Verb(Command command, Func<JobCall, CancellationToken, Task<int>> run)
    {
        var service = new ServiceOption();
        var output = new Option<string>("--output") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        service.AddTo(command);
        command.Options.Add(output);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = new ServiceApi(service.Read(parsed));
            return await run(new JobCall(parsed, api, new Screen(parsed.GetValue(output) == "json")), cancellationToken);
        });
        return command;
    }

    /// <summary>Asks a yes-or-no question on a terminal; elsewhere the answer must have been given with the call.</summary>
    public bool Confirm(string question)
    {
        if (Screen.Json || Console.IsInputRedirected)
            throw new CommandException("this has to be confirmed: say --yes.");
        Screen.People.Write(question + " [y/N] ");
        return Console.In.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
