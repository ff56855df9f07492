namespace Sutler.Host.View;

/// <summary>A list in the form in which content holds it, to be written as it is: what is kept of a long one is not read and written anew.</summary>
/// <param name="Json">The JSON array, not empty.</param>
internal sealed record KeptList(ReadOnlyMemory<byte> Json);
