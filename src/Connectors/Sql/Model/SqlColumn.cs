using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Model;

/// <summary>One column as the database declares it.</summary>
internal sealed record SqlColumn
{
    public required string Name { get; init; }

    public required string DeclaredType { get; init; }

    /// <summary>The attribute type that the declared type stands for.</summary>
    public AttributeType Type { get; init; }

    public bool NotNull { get; init; }

    /// <summary>The database fills it when an insert leaves it out.</summary>
    public bool HasDefault { get; init; }

    /// <summary>Computed by the database: never written.</summary>
    public bool Generated { get; init; }

    /// <summary>Place in the primary key from 1; 0 when it is no part of it.</summary>
    public int KeyPlace { get; init; }

    /// <summary>No two rows may hold the same value.</summary>
    public bool Unique { get; init; }

    public SqlCollation Collation { get; init; }
}
