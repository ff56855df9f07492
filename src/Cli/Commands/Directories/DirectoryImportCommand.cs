using System.CommandLine;
using System.Net.Http.Headers;
using Sutler.Cli.Dev;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Directories;

/// <summary><c>sutler directory users import FILE</c></summary>
internal static class DirectoryImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A CSV file with a header; docs/reference/csv.md says how columns are read." };
        var command = new Command(
            "import", "Brings a file of workers into the directory; workers missing from a complete file are disabled.\n\nExample: sutler directory users import workers.csv --data data") { file };
        return DirectoryVerb.Make(command, async (call, cancellationToken) =>
        {
            using var users = UserFile.Open(call.Parsed.GetValue(file));
            using var content = new UploadContent(users.Content);
            content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            var report = await call.Api.UploadAsync($"api/v1/directory/imports?name={Uri.EscapeDataString(users.Name)}", content, cancellationToken);
            var result = new ImportResult(report);
            result.Tell(call.Screen);
            if (call.Screen.Json)
                Screen.WriteJson(report.ToJsonString());
            if (result.Workers == 0)
                throw new CommandException($"{users.Name} has no usable row; nothing was changed.", CommandException.Failure);
        });
    }
}
