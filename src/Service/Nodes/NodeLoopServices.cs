using Microsoft.Extensions.Logging;

namespace Sutler.Service.Nodes;

/// <summary>How the loop of a node works.</summary>
internal sealed record NodeLoopServices(NodeOptions Options, ILogger<NodeLoop> Logger);
