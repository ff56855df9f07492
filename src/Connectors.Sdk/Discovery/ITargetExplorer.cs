using System.Text.Json.Nodes;

namespace Sutler.Connectors.Sdk;

/// <summary>
/// A factory that can show what a target holds before any object type is set up, and propose object types (H/WIZ-40). The settings need
/// only say how the target is reached.
/// </summary>
public interface ITargetExplorer
{
    /// <summary>Finds every fault in that part of the settings; see <see cref="IConnectorFactory.Validate"/>.</summary>
    IReadOnlyList<string> ValidateAccess(JsonObject settings);

    /// <summary>Reads the target's catalog.</summary>
    /// <exception cref="ConnectorException">The settings are not valid, or the target cannot be reached or read.</exception>
    ValueTask<TargetContents> ExploreAsync(JsonObject settings, ConnectorContext context, CancellationToken cancellationToken);
}
