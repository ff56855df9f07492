using System.CommandLine;
using Sutler.Cli.Options;
using Sutler.Cli.Output;
using Sutler.Host.Admin;
using Sutler.Storage.Files;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary><c>sutler host connection export-config [NAME …]</c></summary>
internal static class ConnectionExportConfigCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("name") { Description = "Connections; all where none is named.", Arity = ArgumentArity.ZeroOrMore };
        var file = new Option<string?>("--file") { Description = "File to write; standard output where it is left out." };
        return new HostOption().Verb(
            new Command("export-config", "Writes connections as the XML of Microsoft's ECMA host, without secrets.\n\nExample: sutler host connection export-config hr --data data --file host.xml") { names, file },
            async (call, cancellationToken) =>
            {
                var query = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                if (call.Get(names) is { Length: > 0 } chosen)
                    query["names"] = string.Join(',', chosen);
                var answer = await call.AskAsync(new AdminRequest("GET", "/interchange") { Query = query }, cancellationToken);
                if (call.Get(file) is not { } path)
                {
                    await Console.Out.WriteAsync(answer.Text);
                    return 0;
                }

                try
                {
                    AtomicFile.WriteText(path, answer.Text!);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    throw new CommandException($"{path} cannot be written ({e.Message.TrimEnd('.')}).");
                }

                call.Screen.Say($"{path}: written.");
                return 0;
            });
    }
}
