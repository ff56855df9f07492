using System.Globalization;

namespace Sutler.Service.Escrow;

/// <summary>How long a failed object waits: 5 min, 15 min, 40 min, 2 h, 6 h, 12 h, then daily (S/ERR-5). Pure.</summary>
internal static class EscrowSchedule
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(40), TimeSpan.FromHours(2), TimeSpan.FromHours(6),
        TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    /// <summary>The same as an SQL expression over the number of attempts, with parameters that <see cref="Parameters"/> gives.</summary>
    public static string Sql(string attempts)
    {
        var cases = Waits.SkipLast(1).Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"WHEN {index + 1} THEN @due{index}"));
        return $"CASE {attempts} {string.Join(' ', cases)} ELSE {string.Create(CultureInfo.InvariantCulture, $"@due{Waits.Length - 1}")} END";
    }

    public static TimeSpan After(int attempts) => Waits[Math.Clamp(attempts - 1, 0, Waits.Length - 1)];

    /// <summary>Names and values for <see cref="Sql"/>.</summary>
    public static IEnumerable<(string Name, string Due)> Parameters(DateTimeOffset now) =>
        Waits.Select((wait, index) => (string.Create(CultureInfo.InvariantCulture, $"due{index}"), EscrowStore.Text(now + wait)));
}
