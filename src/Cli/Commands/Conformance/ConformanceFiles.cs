using Sutler.Cli.Output;
using Sutler.Conformance.Reports;

namespace Sutler.Cli.Commands.Conformance;

/// <summary>Writes the reports that were asked for.</summary>
internal static class ConformanceFiles
{
    public static async Task WriteAsync(ConformanceReport report, string? json, string? junit, CancellationToken cancellationToken)
    {
        await WriteAsync(json, () => JsonReport.Full(report), cancellationToken);
        await WriteAsync(junit, () => JUnitReport.Write(report), cancellationToken);
    }

    private static async Task WriteAsync(string? path, Func<string> content, CancellationToken cancellationToken)
    {
        if (path is null)
            return;
        try
        {
            await File.WriteAllTextAsync(path, content() + "\n", cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the report {path} cannot be written ({e.Message.TrimEnd('.')}). Name another file.");
        }
    }
}
