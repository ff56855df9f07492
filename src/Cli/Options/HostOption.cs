using System.CommandLine;
using System.Text.Json.Nodes;
using Sutler.Cli.Admin;
using Sutler.Cli.Output;
using Sutler.Host.Admin;

namespace Sutler.Cli.Options;

/// <summary>What the verbs of a host have in common: <c>--data DIR</c> and <c>--output text|json</c>.</summary>
internal sealed class HostOption
{
    private readonly Option<string> _data = new("--data") { Description = "Data folder of the host, running or not.", Required = true };
    private readonly Option<string> _output = new("--output") { Description = "text or json.", DefaultValueFactory = _ => "text" };

    public HostOption() => _output.AcceptOnlyFromAmong("text", "json");

    public string Data(ParseResult parsed) => parsed.GetValue(_data)!;

    public Screen Screen(ParseResult parsed) => new(parsed.GetValue(_output) == "json");

    /// <summary>Makes the verb: it gets the way to the host and the screen.</summary>
    public Command Verb(Command command, Func<HostCall, CancellationToken, Task<int>> run)
    {
        command.Options.Add(_data);
        command.Options.Add(_output);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var channel = await AdminChannel.OpenAsync(Data(parsed), cancellationToken);
            return await run(new HostCall(parsed, channel, Screen(parsed)), cancellationToken);
        });
        return command;
    }

    /// <summary>The answer's body; an answer that is not a success ends the verb with its message.</summary>
    /// <exception cref="CommandException">The host refused.</exception>
    public static AdminAnswer Expect(AdminAnswer answer)
    {
        if (answer.IsSuccess)
            return answer;
        var error = answer.Json?["error"];
        var lines = (error?["faults"] as JsonArray)?.Select(fault => $"\n  {Fault(fault!)}") ?? [];
        throw new CommandException(lines.Any() ? $"the connection is not valid:{string.Concat(lines)}" : error?["message"]?.ToString() ?? $"the host answered {answer.Status}.", CommandException.Failure);
    }

    public static string Fault(JsonNode fault) =>
        fault["field"]?.ToString() is { Length: > 0 } field ? $"{field}: {fault["message"]}" : $"{fault["message"]}";
}
