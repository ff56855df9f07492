namespace Sutler.Service.Api;

/// <summary>What a caller may do; each role may all that the ones before it may.</summary>
internal enum Role
{
    Reader = 1,

    /// <summary>Also runs jobs: start, pause, restart, plan, apply, provision on demand, release.</summary>
    Operator = 2,

    /// <summary>Also configures: applications, secrets, schemas, accounts, tokens, agents.</summary>
    Admin = 3,
}
