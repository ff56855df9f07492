using Sutler.Service.Directory;

namespace Sutler.Service.Nodes;

/// <summary>What wakes jobs: changes of the directory made on this node, and what other nodes tell.</summary>
internal sealed record JobSignals(DirectorySignal Directory, NodeSignals Nodes);
