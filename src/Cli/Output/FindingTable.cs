using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Sutler.Cli.Output;

/// <summary>What checks found, a line each, the remedy below where there is one.</summary>
internal static class FindingTable
{
    public static string Render(JsonArray findings)
    {
        var text = new StringBuilder();
        string? subject = null;
        foreach (var finding in findings.OfType<JsonObject>())
        {
            if (finding["subject"]!.GetValue<string>() is var current && current != subject)
                text.Append(subject is null ? "" : "\n").Append(subject = current).Append('\n');
            text.Append(CultureInfo.InvariantCulture, $"  {finding["level"]!.ToString(),-4}  {finding["check"]!.ToString(),-12}  {finding["message"]}\n");
            if (finding["remedy"]?.ToString() is { Length: > 0 } remedy)
                text.Append(CultureInfo.InvariantCulture, $"                      {remedy}\n");
        }

        return text.ToString();
    }
}
