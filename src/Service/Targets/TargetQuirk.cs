namespace Sutler.Service.Targets;

/// <summary>Something that a target does otherwise than the RFCs say.</summary>
/// <param name="Code">A word that tools can rely on.</param>
/// <param name="LosesData">Whether data can be lost or doubled by it.</param>
/// <param name="Message">What it does, and what that means.</param>
/// <param name="Remedy">What the service does about it, or what somebody must do.</param>
internal sealed record TargetQuirk(string Code, bool LosesData, string Message, string Remedy);
