using Sutler.Service.Api;

namespace Sutler.Service.Accounts;

/// <summary>What signing in and setting up need.</summary>
internal sealed class SignInServices(SessionStore sessions, AccountStore accounts, Passwords passwords, FailureLimiter limiter, SetupToken setup)
{
    public SessionStore Sessions => sessions;

    public AccountStore Accounts => accounts;

    public Passwords Passwords => passwords;

    public FailureLimiter Limiter => limiter;

    public SetupToken Setup => setup;
}
