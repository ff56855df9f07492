using Sutler.Service.Api;

namespace Sutler.Service.Accounts;

/// <summary>What is to change about an account; null leaves as it is.</summary>
internal sealed record AccountChange
{
    public string? DisplayName { get; init; }

    public Role? Role { get; init; }

    public bool? Disabled { get; init; }

    public string? PasswordHash { get; init; }

    /// <summary>Whoever is signed in must sign in anew.</summary>
    public bool EndsSessions => Role is not null || Disabled is true || PasswordHash is not null;
}
