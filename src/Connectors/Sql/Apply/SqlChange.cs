using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>A change that is being planned.</summary>
internal sealed record SqlChange(ObjectChange Change, SqlObjectType Type, object[]? Key)
{
    public string Subject => Change.Anchor is null ? $"New {Type.Name}" : $"{Type.Name} '{Change.Anchor}'";

    public ConnectorError Refuse(string attribute, string message) => new(ConnectorErrorKind.Invalid, $"{Subject}: {message}") { Attribute = attribute };
}
