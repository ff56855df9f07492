namespace Sutler.Service.Applying;

/// <summary>Something that stops the whole job, not one object.</summary>
/// <param name="Code">A code of the log.</param>
/// <param name="Message">Cause and remedy.</param>
internal sealed record TargetFault(string Code, string Message);
