using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sutler.Service.Applying;
using Sutler.Service.Planning;

namespace Sutler.Service.Plans;

/// <summary>Makes items of plans of what was planned, and compares them with what would be planned now. Pure.</summary>
internal static class PlanItems
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="item">A planned object.</param>
    /// <param name="again">The same plan made once more: values that come out differently (random ones, the time) are no part of the comparison.</param>
    public static PlanItem Of(WorkItem item, Change again)
    {
        var change = item.Change!;
        var action = PlanAction.Of(item);
        var unsteady = Unsteady(change, again);
        return new PlanItem
        {
            Rank = PlanAction.Rank(action),
            SourceId = item.SourceId,
            ObjectType = change.ObjectType,
            DisplayName = change.DisplayName,
            Action = action,
            Situation = change.Situation.ToString(),
            Reason = item.Failure?.Code ?? change.Reason,
            Detail = Detail(item),
            Attributes = WriteAttributes(change, unsteady),
            SourceVersion = change.SourceVersion,
            TargetId = change.TargetId,
            MatchValue = action == PlanAction.Create && item.Matching.Count > 0 ? (item.Schema.Endpoint + " " + item.Matching[0]).ToLowerInvariant() : null,
            Fingerprint = Fingerprint(item, unsteady),
        };
    }

    /// <summary>What is to be done about a planned item, now that its object was looked at again.</summary>
    /// <param name="planned">The item.</param>
    /// <param name="now">The same object planned now; null when there is nothing left to plan.</param>
    public static PlanVerdict Compare(PlanItem planned, (WorkItem Item, PlanItem Plan)? now)
    {
        if (now is not { } current)
            return planned.Action == PlanAction.Delete ? PlanVerdict.Done : PlanVerdict.Changed;
        if (current.Plan.Fingerprint == planned.Fingerprint && current.Plan.SourceVersion == planned.SourceVersion && current.Plan.Action == planned.Action)
            return PlanVerdict.Send;

        if (planned.Action == PlanAction.Delete && current.Item is { Link: null, OpenIntent: null })
            return PlanVerdict.Done;

        var same = current.Plan.SourceVersion == planned.SourceVersion || planned.Action == PlanAction.Delete;
        if (!same || current.Plan.Action is not (PlanAction.Unchanged or PlanAction.Skip))
            return PlanVerdict.Changed;
        // A run that ended after sending left a call or a link that nobody wrote down.
        return current.Item.OpenIntent is not null || current.Item.Link is null ? PlanVerdict.Settle : PlanVerdict.Done;
    }

    private static HashSet<string> Unsteady(Change change, Change again)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < change.Attributes.Count && index < again.Attributes.Count; index++)
        {
            if (TargetValue.Text(change.Attributes[index].After) != TargetValue.Text(again.Attributes[index].After))
                names.Add(change.Attributes[index].Mapping.TargetName);
        }

        return names;
    }

    private static string Detail(WorkItem item)
    {
        var change = item.Change!;
        var parts = change.Warnings.Select(warning => warning.Message).Prepend(item.Failure?.Message ?? change.Detail);
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private static string WriteAttributes(Change change, HashSet<string> unsteady)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartArray();
            foreach (var attribute in change.Attributes)
            {
                writer.WriteStartObject();
                writer.WriteString("name", attribute.Mapping.TargetName);
                WriteValue(writer, "before", Seen(attribute, attribute.Before));
                WriteValue(writer, "after", Seen(attribute, attribute.After));
                if (unsteady.Contains(attribute.Mapping.TargetName))
                    writer.WriteBoolean("madeWhenApplied", true);
                writer.WriteEndObject();
            }

            WritePending(writer, change);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>What may be shown of a value.</summary>
    private static object? Seen(AttributeChange attribute, object? value) => value is not null && Redaction.Hides(attribute) ? Redaction.Shown : value;

    private static void WritePending(Utf8JsonWriter writer, Change change)
    {
        foreach (var reference in change.Pending.Where(reference => reference.ReferentId is not null))
        {
            writer.WriteStartObject();
            writer.WriteString("name", reference.Attribute);
            writer.WriteString("before", reference.CurrentValue);
            writer.WriteString("waitsFor", reference.ReferentId);
            writer.WriteEndObject();
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, object? value)
    {
        if (value is null)
            writer.WriteNull(name);
        else if (value is bool or decimal or string or IEnumerable<string>)
            Directory.UserDocument.WriteValue(writer, name, value);
        else
            writer.WriteString(name, TargetValue.Text(value));
    }

    private static string Fingerprint(WorkItem item, HashSet<string> unsteady)
    {
        var change = item.Change!;
        var text = new StringBuilder().Append(change.Action).Append('\n').Append(change.Situation).Append('\n').Append(change.TargetId).Append('\n').Append(change.IsFailure);
        // A reference that is to be set may be found only while the plan is applied, when the one referred to has been created by it.
        foreach (var attribute in change.Attributes.Where(attribute => !attribute.Mapping.IsReference || attribute.Before is not null))
        {
            text.Append('\n').Append(attribute.Mapping.TargetName)
                .Append('\u001f').Append(Shown(attribute.Before))
                .Append('\u001f').Append(unsteady.Contains(attribute.Mapping.TargetName) ? "*" : Shown(attribute.After));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Shown(object? value) => value is null ? "-" : "+" + TargetValue.Text(value);
}
