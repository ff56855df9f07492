namespace Sutler.Cli.Output;

/// <summary>Ends a verb with one clear sentence on standard error and an exit code (2: the call cannot be carried out as it stands).</summary>
internal sealed class CommandException(string message, int exitCode = CommandException.Unusable) : Exception(message)
{
    public const int Unusable = 2;
    public const int Failure = 1;

    public int ExitCode { get; } = exitCode;
}
