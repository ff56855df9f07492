using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Model;

/// <summary>What a <see cref="SqlObjectType"/> is made of.</summary>
internal sealed record SqlObjectTypeParts
{
    public required ISqlDialect Dialect { get; init; }

    public required SqlTable Table { get; init; }

    public required SqlSource Source { get; init; }

    public SqlTable? Target { get; init; }

    public SqlCommands Commands { get; init; } = new();

    public required ObjectTypeSchema Schema { get; init; }

    public required SqlAttribute[] Attributes { get; init; }

    public required int Readable { get; init; }

    public required SqlNames Names { get; init; }

    public SqlComplex[] Complex { get; init; } = [];

    public SqlChild[] Children { get; init; } = [];

    public bool CanRename { get; init; }
}
