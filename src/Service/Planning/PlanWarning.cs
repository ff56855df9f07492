namespace Sutler.Service.Planning;

/// <summary>Something a plan leaves undone, with the reason.</summary>
/// <param name="Code">A word that tools can rely on.</param>
/// <param name="Message">The place, the rule and the remedy.</param>
internal sealed record PlanWarning(string Code, string Message);
