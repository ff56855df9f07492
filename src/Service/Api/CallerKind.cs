namespace Sutler.Service.Api;

/// <summary>What kind of caller a request comes from.</summary>
internal enum CallerKind
{
    /// <summary>A person who has signed in.</summary>
    User,

    /// <summary>A program with a token.</summary>
    Token,

    /// <summary>The service itself.</summary>
    Application,
}
