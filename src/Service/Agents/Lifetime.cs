using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Sutler.Service.Api;

namespace Sutler.Service.Agents;

/// <summary>How long a token lives, as people write it: <c>30m</c>, <c>1h</c>, <c>2d</c>, <c>PT1H</c>, or seconds. Pure.</summary>
internal static class Lifetime
{
    private static readonly TimeSpan Default = TimeSpan.FromHours(1);
    private static readonly TimeSpan Most = TimeSpan.FromDays(30);

    public static TimeSpan Parse(JsonNode? node) => Parse(node, Most);

    public static TimeSpan Parse(JsonNode? node, TimeSpan most)
    {
        TimeSpan? life = node?.GetValueKind() switch
        {
            null or JsonValueKind.Null => Default,
            JsonValueKind.Number => TimeSpan.FromSeconds(node.GetValue<double>()),
            JsonValueKind.String => Read(node.GetValue<string>().Trim()),
            _ => null,
        };
        return life is { } value && value > TimeSpan.Zero && value <= most
            ? value
            : throw ApiException.BadRequest($"expiresIn must be a time such as 30m, 1h, 2d or PT1H, at most {most.TotalDays:0} days.");
    }

    private static TimeSpan? Read(string text)
    {
        if (text.StartsWith('P'))
            return ReadDuration(text);
        if (text.Length < 2 || !double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1_000_000)
            return null;

        return char.ToLowerInvariant(text[^1]) switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => null,
        };
    }

    private static TimeSpan? ReadDuration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }
}
