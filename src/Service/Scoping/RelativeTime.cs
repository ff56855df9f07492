using System.Globalization;

namespace Sutler.Service.Scoping;

/// <summary>Points in time as filters write them: <c>now</c>, <c>now+7d</c>, <c>now-12h</c>, or a date with or without time, UTC unless it says otherwise.</summary>
internal static class RelativeTime
{
    private const int MostDigits = 6;

    public static bool TryRead(string text, DateTimeOffset now, out DateTimeOffset moment)
    {
        moment = now;
        if (!text.StartsWith("now", StringComparison.OrdinalIgnoreCase))
            return TryReadMoment(text, out moment);

        var rest = text.AsSpan(3).Trim();
        if (rest.Length == 0)
            return true;
        if (rest.Length < 3 || rest.Length > MostDigits + 2 || rest[0] is not ('+' or '-')
            || !int.TryParse(rest[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        return TryAdd(now, (rest[0] == '-' ? -count : count, rest[^1]), out moment);
    }

    public static bool TryReadMoment(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);

    private static bool TryAdd(DateTimeOffset now, (int Count, char Unit) step, out DateTimeOffset moment)
    {
        moment = now;
        TimeSpan? span = step.Unit switch
        {
            'm' => TimeSpan.FromMinutes(step.Count),
            'h' => TimeSpan.FromHours(step.Count),
            'd' => TimeSpan.FromDays(step.Count),
            'w' => TimeSpan.FromDays(7L * step.Count),
            _ => null,
        };
        if (span is not { } distance || distance > DateTimeOffset.MaxValue - now || distance < DateTimeOffset.MinValue - now)
            return false;
        moment = now + distance;
        return true;
    }
}
