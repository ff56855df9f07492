using Microsoft.Extensions.Logging;

namespace Sutler.Tunnel.Agent.Renewal;

internal sealed record RenewalLoopParts(AgentOptions Options, AgentStatus Status, ILogger<RenewalLoop> Logger);
