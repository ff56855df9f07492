using System.CommandLine;
using System.Globalization;
using Sutler.Cli.Options;
using Sutler.Cli.Output;
using Sutler.Conformance.Running;
using Sutler.Storage.Secrets;

namespace Sutler.Cli.Commands.Conformance;

/// <summary>The argument and options of <c>sutler conformance</c>.</summary>
internal sealed class ConformanceInputs
{
    private readonly Argument<string?> _url = new("url") { Description = "Base URL of the SCIM service.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _token = new("--token") { Description = "Bearer token, or where it is kept: env:NAME, file:PATH." };
    private readonly Option<string?> _authority = new("--ca") { Description = "PEM file of the authority behind the server's certificate." };
    private readonly Option<bool> _insecure = new("--insecure") { Description = "Accept any certificate; on loopback only." };
    private readonly Option<int> _timeout = new("--timeout") { Description = "Seconds to wait for one answer, 1 to 600.", DefaultValueFactory = _ => 30 };
    private readonly Option<int> _concurrency = new("--concurrency") { Description = "Cases at a time, 1 to 64.", DefaultValueFactory = _ => 4 };
    private readonly Option<string> _output = new("--output") { Description = "text, or json: the last line is one JSON object.", DefaultValueFactory = _ => "text" };

    public ConformanceInputs() => _output.AcceptOnlyFromAmong("text", "json");

    public Option<string[]> Only { get; } = new("--only") { Description = "Only cases whose id or theme fits; * stands for any text. May be given again." };

    public Option<bool> List { get; } = new("--list") { Description = "Show the cases and run none." };

    public Option<string?> Pack { get; } = new("--pack") { Description = "File or folder of cases to run instead of those that ship." };

    public Option<string?> Report { get; } = new("--report") { Description = "Write every result to this file as JSON." };

    public Option<string?> JUnit { get; } = new("--junit") { Description = "Write every result to this file as JUnit XML." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_url);
        foreach (var option in new Option[] { _token, _authority, _insecure, Only, List, Pack, _timeout, _concurrency, _output, Report, JUnit })
            command.Options.Add(option);
    }

    public bool Json(ParseResult parsed) => parsed.GetValue(_output) == "json";

    /// <exception cref="CommandException">Something is missing or out of range.</exception>
    public ConformanceOptions Options(ParseResult parsed) => new()
    {
        BaseUrl = ServiceOption.ParseUrl(parsed.GetValue(_url) ?? throw new CommandException("no server given. Say: sutler conformance URL --token T")),
        Token = Token(parsed.GetValue(_token) ?? throw new CommandException("no token given. Say --token T, --token env:NAME or --token file:PATH.")),
        AuthorityFile = parsed.GetValue(_authority),
        Insecure = parsed.GetValue(_insecure),
        RequestTimeout = TimeSpan.FromSeconds(Within("--timeout", parsed.GetValue(_timeout), 600)),
        Concurrency = Within("--concurrency", parsed.GetValue(_concurrency), 64),
    };

    private static string Token(string given)
    {
        if (!given.StartsWith("env:", StringComparison.Ordinal) && !given.StartsWith("file:", StringComparison.Ordinal))
            return given;
        try
        {
            return new SecretReference(given).Resolve(Environment.CurrentDirectory);
        }
        catch (SecretException e)
        {
            throw new CommandException(e.Message);
        }
    }

    private static int Within(string name, int value, int most) => value >= 1 && value <= most
        ? value
        : throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"{name} {value} is out of range: 1 to {most}."));
}
