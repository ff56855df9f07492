namespace Sutler.Service.Accounts;

/// <summary>How long an account stays shut after wrong passwords: nothing for the first few, then twice as long each time. Pure.</summary>
internal static class Lockout
{
    public const int FreeFailures = 5;
    private const int MostDoublings = 8;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(15);

    /// <summary>Longest wait, after which the next guess is free again for whoever guesses, and for whoever the account is.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromMinutes(30);

    public static TimeSpan After(int failures)
    {
        if (failures < FreeFailures)
            return TimeSpan.Zero;
        var wait = First * Math.Pow(2, Math.Min(failures - FreeFailures, MostDoublings));
        return wait < Most ? wait : Most;
    }
}
