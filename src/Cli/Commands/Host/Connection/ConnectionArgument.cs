using System.CommandLine;
using Sutler.Cli.Output;
using Sutler.Host.Admin;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary>Names a connection, or a file that is to become one.</summary>
internal static class ConnectionArgument
{
    private const long MaxBytes = 1 << 20;

    public static Argument<string> Create() => new("name") { Description = "Name of the connection; case matters." };

    public static Argument<string?> Optional() => new("name") { Description = "Name of the connection; or give --file.", Arity = ArgumentArity.ZeroOrOne };

    public static Option<string?> File() => new("--file") { Description = "A connection file (YAML) that need not be stored yet." };

    /// <summary>The request that asks <paramref name="verb"/> of the named connection or of the file.</summary>
    /// <exception cref="CommandException">Neither or both are given, or the file cannot be read.</exception>
    public static AdminRequest Ask(string verb, string? name, string? file) => (name, file) switch
    {
        ({ } stored, null) => new AdminRequest("POST", $"{Options.HostCall.PathOf(stored)}/{verb}"),
        (null, { } path) => new AdminRequest("POST", "/" + verb) { Text = ReadFile(path) },
        _ => throw new CommandException("name a connection, or a file with --file; not both."),
    };

    /// <summary>The text of a file; <c>-</c> is standard input.</summary>
    public static string ReadFile(string path)
    {
        try
        {
            if (path == "-")
                return Console.In.ReadToEnd();
            return new FileInfo(path).Length <= MaxBytes ? System.IO.File.ReadAllText(path) : throw new CommandException($"{path} is larger than {MaxBytes} bytes; a connection needs a few kilobytes.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be read ({e.Message.TrimEnd('.')}). Check the path and its rights.");
        }
    }
}
