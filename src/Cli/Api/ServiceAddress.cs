namespace Sutler.Cli.Api;

/// <summary>Where a service is and the token that opens it.</summary>
internal sealed record ServiceAddress(Uri Url, string Token)
{
    public override string ToString() => $"{Url} (token ***)";
}
