using Sutler.Scim.Errors;

namespace Sutler.Scim.Client;

/// <summary>What is made of answers that the RFC does not allow and servers give all the same. Pure.</summary>
internal static class ScimTolerance
{
    /// <summary>A search that finds nothing is answered 200 with an empty list (S/SCIM-8); what is found has an <c>id</c> (S/SCIM-3).</summary>
    public static ScimResult OfFind(ScimResult result, ScimClientOptions options)
    {
        if (result.IsDone)
            return OfList(result);
        if (result is { Outcome: ScimOutcome.Refused, Status: 404 } && options.NotFoundMeansEmpty)
            return new ScimResult(ScimOutcome.Done, 404) { TotalResults = 0, Exchange = result.Exchange };
        return result is { Outcome: ScimOutcome.Refused, Status: 400 or 404 or 501 } ? Incompatible(result) : result;
    }

    /// <summary>What is listed has an <c>id</c>.</summary>
    public static ScimResult OfList(ScimResult result) => result.Resources.Any(static item => ScimResult.IdOf(item) is null) ? WithoutId(result) : result;

    private static ScimResult Incompatible(ScimResult result)
    {
        var text = $"The target answers a filter with {result.Status}. A SCIM server answers 200 with totalResults 0 when nothing matches (RFC 7644 §3.4.2). "
            + "Check BaseAddress and that the matching attribute can be filtered by.";
        return result with { Incompatibility = text, Error = result.Error! with { Detail = $"{result.Error.Detail} {text}" } };
    }

    private static ScimResult WithoutId(ScimResult result)
    {
        const string text = "The target lists a resource without an 'id' (RFC 7643 §3.1), so it can be neither linked nor changed.";
        return new ScimResult(ScimOutcome.Refused, result.Status) { Error = new ScimError(result.Status, null, text), Incompatibility = text, Exchange = result.Exchange };
    }
}
