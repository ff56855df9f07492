namespace Sutler.Conformance.Tests.Servers;

/// <summary>One way to be wrong: what becomes of the request, of the answer, or an answer in the server's place.</summary>
internal sealed record Fault
{
    public Func<ProxyRequest, ProxyRequest> Request { get; init; } = request => request;

    public Func<ProxyRequest, ProxyAnswer, ProxyAnswer> Answer { get; init; } = (_, answer) => answer;

    /// <summary>Answers instead of the server; null to let it answer.</summary>
    public Func<ProxyRequest, ProxyAnswer?> Instead { get; init; } = _ => null;
}
