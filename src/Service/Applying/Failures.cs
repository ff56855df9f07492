using System.Globalization;
using Sutler.Scim.Client;
using Sutler.Service.Escrow;
using Sutler.Service.Planning;

namespace Sutler.Service.Applying;

/// <summary>The one table from what the target answered to a code of the log and a retry class (S/ERR-20 …). Pure.</summary>
internal static class Failures
{
    public static Failure Of(ScimResult result)
    {
        var (code, retry, remedy) = (result.Outcome, result.Status) switch
        {
            (ScimOutcome.NotSent, _) => (Reasons.Unreachable, RetryClass.Transient, "It is tried again by itself; see that the target answers."),
            (ScimOutcome.MayHaveRun, _) => (Reasons.Timeout, RetryClass.Transient, "The target is asked what became of it before anything is sent again."),
            (_, 429) => (Reasons.TooManyRequests, RetryClass.Transient, "It is tried again by itself."),
            (_, 404) => (Reasons.InvalidAnchor, RetryClass.Transient, "The object is matched anew when it is tried again."),
            (_, 409) => (Reasons.EntryConflict, RetryClass.Permanent, "Another object at the target has a value that must be unique. Correct one of the two."),
            (_, 422) => (Reasons.UnprocessableEntity, RetryClass.Permanent, "Correct the value in the directory or the mapping."),
            (_, 408 or >= 500) => (Reasons.InternalServerError, RetryClass.Transient, "It is tried again by itself; the target's log says more."),
            (_, >= 200 and < 300) => ("SystemForCrossDomainIdentityManagementServiceIncompatible", RetryClass.Permanent, "Check that BaseAddress is that of a SCIM 2.0 server."),
            (_, 405 or 501) => ("NotImplemented", RetryClass.Permanent, "The target cannot do this. Change the mapping."),
            _ => ("BadRequest", RetryClass.Permanent, "Correct the value in the directory or the mapping."),
        };
        var status = result.Status == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({result.Status})");
        return new Failure(code, $"{result.Error?.Detail ?? "The target refused."}{status} {remedy}", retry);
    }

    public static Failure Of(Change change) => new(change.Reason, change.Detail, RetryClass.Permanent);

    public static Failure TargetTaken(string targetId) => new(
        Reasons.EntryConflict, $"The matching object at the target ({targetId}) is linked to another user. Give each user matching values of their own.", RetryClass.Permanent);

    public static Failure SourceTwice(string value, string other) => new(
        Reasons.DuplicateSourceEntries, $"The user {other} has the same matching value '{value}'. Give each user matching values of their own.", RetryClass.Permanent);
}
