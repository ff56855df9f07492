namespace Sutler.Scim.Server.Bulk;

/// <summary>What an operation of a bulk request does (RFC 7644 §3.7).</summary>
internal enum BulkMethod
{
    Post,
    Put,
    Patch,
    Delete,
}
