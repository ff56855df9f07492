using System.Buffers;
using System.Text;
using System.Text.Json;
using Sutler.Service.Applying;
using Sutler.Service.Jobs;
using Sutler.Service.Planning;

namespace Sutler.Service.Logs;

/// <summary>
/// What a log row says beyond its columns, as short JSON written once for each object of a cycle. The names are those of
/// <see cref="LogRowFacts"/>; what is empty is left out.
/// </summary>
internal static class LogFacts
{
    private const int MostValue = 1024;
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static string Write(WorkItem item, Initiator initiator)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            WriteFacts(writer, item);
            WriteInitiator(writer, initiator);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteFacts(Utf8JsonWriter writer, WorkItem item)
    {
        var change = item.Change!;
        writer.WriteString("s", change.Situation.ToString());
        writer.WriteString("r", change.Reason);
        if (change.SourceVersion != long.MaxValue)
            writer.WriteNumber("v", change.SourceVersion);
        if (item.TraceId.Length > 0)
            writer.WriteNumber("d", (long)item.Duration.TotalMilliseconds);
        if (change.Detail.Length > 0)
            writer.WriteString("x", change.Detail);
        if (item.Failure is { } failure)
            writer.WriteString("e", failure.Message);
        else if (change.Warnings.Count > 0)
            writer.WriteString("e", string.Join(' ', change.Warnings.Select(warning => warning.Message)));
        if (item.Failure?.Retry is Escrow.RetryClass.Transient)
            writer.WriteBoolean("t", true);
        WriteScope(writer, item);
        WriteMatching(writer, item);
        WriteModified(writer, change);
        WritePending(writer, change);
    }

    private static void WriteScope(Utf8JsonWriter writer, WorkItem item)
    {
        if (item.Change!.ObjectType != Mapping.JobSchema.User)
            writer.WriteString("y", item.Change.ObjectType);
        if (item.Source is not { } source)
            return;
        if (source.DeletedAt is not null || !source.AccountEnabled)
            writer.WriteBoolean("a", false);
        if (!source.Scope.InScope)
            writer.WriteBoolean("o", true);
        if (!source.Scope.Assigned)
            writer.WriteBoolean("u", true);
        if (!source.Scope.InScope && source.Scope.Reason.Length > 0)
            writer.WriteString("w", Cut(source.Scope.Reason));
    }

    private static void WriteMatching(Utf8JsonWriter writer, WorkItem item)
    {
        if (item.Link is not null || item.Matching.Count == 0)
            return;
        writer.WriteStartObject("k");
        foreach (var match in item.Matching.SelectMany(query => query.Values).DistinctBy(match => match.Attribute, StringComparer.Ordinal))
            writer.WriteString(match.Attribute, Cut(match.Value));
        writer.WriteEndObject();
        writer.WriteNumber("c", item.Targets.Count);
    }

    private static void WriteModified(Utf8JsonWriter writer, Change change)
    {
        if (change.Attributes.Count == 0)
            return;
        writer.WriteStartArray("m");
        foreach (var attribute in change.Attributes)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(attribute.Mapping.TargetName);
            WriteValue(writer, attribute, attribute.Before);
            WriteValue(writer, attribute, attribute.After);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, AttributeChange attribute, object? value)
    {
        if (value is null)
            writer.WriteNullValue();
        else if (attribute.IsRedacted || attribute.Mapping.WriteOnly || attribute.Mapping.TargetName.Contains("password", StringComparison.OrdinalIgnoreCase))
            writer.WriteStringValue(LogWords.Redacted);
        else
            writer.WriteStringValue(Cut(TargetValue.Text(value)));
    }

    private static void WritePending(Utf8JsonWriter writer, Change change)
    {
        if (change.Pending.Count == 0)
            return;
        writer.WriteStartObject("p");
        foreach (var pending in change.Pending)
            writer.WriteString(pending.Attribute, pending.ReferentId);
        writer.WriteEndObject();
    }

    private static void WriteInitiator(Utf8JsonWriter writer, Initiator initiator)
    {
        if (initiator == Initiator.System)
            return;
        writer.WriteStartArray("i");
        writer.WriteStringValue(initiator.Id ?? "");
        writer.WriteStringValue(initiator.DisplayName);
        writer.WriteStringValue(initiator.Type);
        writer.WriteEndArray();
    }

    /// <summary>Whether only the beginning of a value was kept.</summary>
    public static bool IsCut(string? value) => value is { Length: MostValue + 1 } && value[^1] == '…';

    private static string Cut(string text) => text.Length > MostValue ? text[..MostValue] + "…" : text;
}
