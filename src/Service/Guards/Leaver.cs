namespace Sutler.Service.Guards;

/// <summary>A linked user whose account a cycle would take out of use.</summary>
internal sealed record Leaver(string SourceId, string Name);
