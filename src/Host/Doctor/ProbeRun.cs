using Sutler.Connectors.Sdk;
using Sutler.Host.Admin;

namespace Sutler.Host.Doctor;

/// <summary>One test of one connection, and what it has found so far.</summary>
internal sealed record ProbeRun(ConnectionDraft Draft, ProbeQuestions Asked, IConnector Connector, List<Finding> Findings)
{
    public void Add(string check, FindingLevel level, string message, string? remedy = null) =>
        Findings.Add(new Finding("connection " + Draft.Name, check, level, message) { Remedy = remedy });
}
