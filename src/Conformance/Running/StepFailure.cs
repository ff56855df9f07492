namespace Sutler.Conformance.Running;

/// <summary>The first thing in a case that is not as it must be.</summary>
/// <param name="Came">What was there instead.</param>
/// <param name="Answer">Status and excerpt of the whole answer.</param>
/// <param name="Request">The request as a curl line.</param>
internal sealed record StepFailure(string Expected, string Came, string Answer, string Request);
