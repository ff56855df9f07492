namespace Sutler.Service.Mapping;

/// <summary>Types of target attributes (S/MAP-27).</summary>
internal enum TargetType
{
    String,
    Boolean,
    Integer,
    DateTime,
    Binary,
    Reference,
}
