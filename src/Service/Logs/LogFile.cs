using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Sutler.Service.Api;

namespace Sutler.Service.Logs;

/// <summary>
/// The log as a file, written page by page while it is read: one list as JSON, or one of the three tables as CSV, joined by ChangeId (S/LOG-5).
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
/// </summary>
internal sealed class LogFile
{
    public const int PageSize = 1000;

    public static readonly JsonWriterOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LogView? _view;
    private readonly string _part;

    private LogFile(LogView? view, string part) => (_view, _part) = (view, part);

    public string ContentType => _view is null ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";

    public string Name => (_part switch { "steps" => "ProvisioningLogs_ProvisioningSteps", "modifiedProperties" => "ProvisioningLogs_ModifiedProperties", _ => "ProvisioningLogs" }) + (_view is null ? ".csv" : ".json");

    public static LogFile Of(string? format, string? part, LogView view) => (format, part) switch
    {
        (null or "" or "json", null or "") => new LogFile(view, ""),
        ("csv", null or "" or "logs") => new LogFile(null, "logs"),
        ("csv", "steps" or "modifiedProperties") => new LogFile(null, part),
        _ => throw ApiException.BadRequest("format must be json, or csv with part logs, steps or modifiedProperties."),
    };

    public async Task WriteAsync(PipeWriter output, IAsyncEnumerable<IReadOnlyList<LogRecord>> pages, CancellationToken cancellationToken)
    {
        var first = true;
        Begin(output);
        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            foreach (var row in page)
            {
                if (_view is null)
                    WriteText(output, string.Concat(Lines(row).Select(Line)));
                else
                    WriteJson(output, row, first);
                first = false;
            }

            await output.FlushAsync(cancellationToken);
        }

        if (_view is not null)
            WriteText(output, "\n]\n");
        await output.FlushAsync(cancellationToken);
    }

    private void Begin(PipeWriter output) => WriteText(output, _part switch
    {
        "logs" => "Id,ChangeId,ActivityDateTime,JobId,CycleId,Action,Status,ErrorCode,Reason,SourceId,SourceName,TargetId,DurationInMilliseconds,Repeats\r\n",
        "steps" => "ChangeId,Name,Type,Status,Description,Details\r\n",
        "modifiedProperties" => "ChangeId,DisplayName,OldValue,NewValue\r\n",
        _ => "[",
    });

    private IEnumerable<IReadOnlyList<string?>> Lines(LogRecord row)
    {
        var facts = LogRowFacts.Read(row.Record);
        return _part switch
        {
            "steps" => LogSteps.Of(row, facts).Select(step => (IReadOnlyList<string?>)[row.ChangeId, step.Name, step.Type, step.Status, step.Description, string.Join("; ", step.Details.Select(detail => $"{detail.Key}={detail.Value}"))]),
            "modifiedProperties" => facts.Modified.Select(property => (IReadOnlyList<string?>)[row.ChangeId, .. property]),
            _ =>
            [
                [
                    row.Sequence.ToString(CultureInfo.InvariantCulture), row.ChangeId, row.At, row.JobId, row.CycleId, row.Action, row.Status, row.ErrorCode, facts.Message ?? facts.Detail,
                    row.SourceId, row.SourceName, row.TargetId, facts.Duration?.ToString(CultureInfo.InvariantCulture), row.Repeats.ToString(CultureInfo.InvariantCulture),
                ],
            ],
        };
    }

    private void WriteJson(PipeWriter output, LogRecord row, bool first)
    {
        WriteText(output, first ? "\n" : ",\n");
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
            _view!.Write(writer, row);
        output.Write(buffer.WrittenSpan);
    }

    private static string Line(IReadOnlyList<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(string? value)
    {
        var text = value ?? "";
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static void WriteText(PipeWriter output, string text) => Encoding.UTF8.GetBytes(text, output);
}
