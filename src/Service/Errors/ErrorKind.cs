using Sutler.Service.Escrow;

namespace Sutler.Service.Errors;

/// <summary>What is known of a code of the log (S/ERR-44).</summary>
/// <param name="Code">Its name, never reused for something else.</param>
/// <param name="Category">One of <see cref="ErrorCategory"/>.</param>
/// <param name="Retry">When an object that failed so is tried again; null where nothing failed.</param>
internal sealed record ErrorKind(string Code, string Category, RetryClass? Retry)
{
    /// <summary>What happened, in a sentence for people.</summary>
    public required string Sentence { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Action { get; init; }

    /// <summary>Where more is said.</summary>
    public string Link => $"{ErrorCatalogue.Page}#{Code.ToLowerInvariant()}";
}
