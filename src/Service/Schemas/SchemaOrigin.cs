namespace Sutler.Service.Schemas;

/// <summary>How a version of a schema came to be.</summary>
internal static class SchemaOrigin
{
    public const string Created = "created";
    public const string Put = "put";
    public const string Rollback = "rollback";
    public const string Default = "default";
    public const string Discovery = "discovery";
}
