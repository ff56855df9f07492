using System.Text.Json.Nodes;

namespace Sutler.Connectors.Sdk;

/// <summary>Makes connectors of one kind from their settings.</summary>
public interface IConnectorFactory
{
    /// <summary>The word that names this kind in a connection file, such as <c>sql</c>.</summary>
    string Kind { get; }

    /// <summary>Finds every fault in the settings; each message starts with the path of the key and ends with the remedy. Empty when none.</summary>
    IReadOnlyList<string> Validate(JsonObject settings);

    /// <summary>Makes a connector. Opens no connection yet.</summary>
    /// <exception cref="ConnectorException">The settings are not valid.</exception>
    IConnector Create(JsonObject settings, ConnectorContext context);
}
