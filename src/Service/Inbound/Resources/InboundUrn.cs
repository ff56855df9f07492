namespace Sutler.Service.Inbound.Resources;

/// <summary>URNs of the extensions by which clients reach what SCIM's own schemas have no name for.</summary>
internal static class InboundUrn
{
    public const string User = "urn:ietf:params:scim:schemas:extension:sutler:2.0:User";
    public const string Group = "urn:ietf:params:scim:schemas:extension:sutler:2.0:Group";
}
