namespace Sutler.Scim.Server;

/// <summary>How the SCIM endpoints of an application guard themselves.</summary>
public sealed record ScimServerOptions
{
    /// <summary>Wrong tokens from one address that are answered with 401; further ones get 429 until the window ends. Default: 30.</summary>
    public int WrongTokens { get; init; } = 30;

    /// <summary>How long wrong tokens are counted together. Default: one minute.</summary>
    public TimeSpan WrongTokenWindow { get; init; } = TimeSpan.FromMinutes(1);
}
