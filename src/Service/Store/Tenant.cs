namespace Sutler.Service.Store;

/// <summary>The tenants of this installation. A single-tenant installation has one, and its id never changes, so that ids derived from it stay (S/ENG-12).</summary>
internal static class Tenant
{
    public const string Default = "6f1d7c52-0d0b-4c2e-9a64-5a1f5f4b7e10";
}
