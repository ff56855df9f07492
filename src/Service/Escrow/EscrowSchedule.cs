namespace Sutler.Service.Escrow;

/// <summary>How long a failed object waits: 5 min, 15 min, 40 min, 2 h, 6 h, 12 h, then daily (S/ERR-5). Pure.</summary>
internal static class EscrowSchedule
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(40), TimeSpan.FromHours(2), TimeSpan.FromHours(6),
        TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    public static TimeSpan After(int attempts) => Waits[Math.Clamp(attempts - 1, 0, Waits.Length - 1)];
}
