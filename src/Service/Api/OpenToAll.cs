namespace Sutler.Service.Api;

/// <summary>Marks an endpoint that needs no token.</summary>
internal sealed class OpenToAll
{
    public static readonly OpenToAll Mark = new();
}
