using Sutler.Service.Escrow;

namespace Sutler.Service.Applying;

/// <summary>Why an object could not be provisioned.</summary>
/// <param name="Code">A code of the log (S/ERR-20 …).</param>
/// <param name="Message">Cause and remedy.</param>
/// <param name="Retry">When to try again.</param>
internal sealed record Failure(string Code, string Message, RetryClass Retry);
