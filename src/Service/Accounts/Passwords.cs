using Microsoft.Extensions.Options;

namespace Sutler.Service.Accounts;

/// <summary>
/// Hashes of passwords: PBKDF2 with HMAC-SHA512 in the framework's format 3, with as many rounds as OWASP names for it. Costs about a tenth of a second of a
/// core, so only a few are computed at once. An unknown name costs as much as a known one.
/// </summary>
internal sealed class Passwords : IDisposable
{
    public const int LeastLength = 12;
    public const int MostLength = 256;
    private const int Rounds = 210_000;
    private const int AtOnce = 4;
    private static readonly object Nobody = new();

    // Hashing is the framework's, and no part of serving HTTP.
    private readonly Microsoft.AspNetCore.Identity.PasswordHasher<object> _hasher = new(Options.Create(new Microsoft.AspNetCore.Identity.PasswordHasherOptions { IterationCount = Rounds }));
    private readonly SemaphoreSlim _turn = new(AtOnce);
    private readonly Lazy<string> _unknown;

    public Passwords() => _unknown = new Lazy<string>(() => _hasher.HashPassword(Nobody, Secrets.TokenHash.NewToken()));

    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        RunAsync(() => _hasher.HashPassword(Nobody, password), cancellationToken);

    /// <param name="hash">Null where there is no such account.</param>
    /// <param name="password">What was sent.</param>
    /// <param name="cancellationToken">Ends the wait for a turn.</param>
    public Task<bool> MatchesAsync(string? hash, string password, CancellationToken cancellationToken) =>
        RunAsync(
            () => _hasher.VerifyHashedPassword(Nobody, hash ?? _unknown.Value, password) is not Microsoft.AspNetCore.Identity.PasswordVerificationResult.Failed && hash is not null,
            cancellationToken);

    public static string Check(string? password, string name)
    {
        if (password is null || password.Length is < LeastLength or > MostLength)
            throw Api.ApiException.BadRequest($"The password must have {LeastLength} to {MostLength} characters.");
        if (password.Contains(name, StringComparison.OrdinalIgnoreCase) || password.Distinct().Count() < 5)
            throw Api.ApiException.BadRequest("The password must not contain the account's name, and must have at least 5 different characters.");
        return password;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }
}
