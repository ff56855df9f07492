namespace Sutler.Service.Targets;

/// <summary>What proves to a target who calls. Safe for concurrent callers.</summary>
internal interface ITargetCredential
{
    /// <summary>The bearer token to send; null for none.</summary>
    /// <exception cref="CredentialException">There is none to be had.</exception>
    ValueTask<string?> TokenAsync(CancellationToken cancellationToken);

    /// <summary>The target has refused the token. True when another may do.</summary>
    bool Refuse(string? token);
}
