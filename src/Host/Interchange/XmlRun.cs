namespace Sutler.Host.Interchange;

/// <summary>One <c>RunConfiguration</c> with the parameters and batch size of its first step (H/CFG-4, H/CFG-11).</summary>
internal sealed record XmlRun(string Name, int? BatchSize, IReadOnlyList<XmlParameter> Parameters);
