using System.Text.Json.Nodes;

namespace Sutler.Host.Connections;

/// <summary>One key at the top of a connection file, and how it becomes part of the configuration.</summary>
/// <param name="Key">The key.</param>
/// <param name="Read">Takes the file's root and the configuration so far, reports faults, and returns the configuration with what the section says.</param>
internal sealed record ConnectionSection(string Key, Func<JsonObject, ConnectionConfig, FaultList, ConnectionConfig> Read);
