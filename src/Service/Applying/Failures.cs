using System.Collections.Frozen;
using System.Globalization;
using Sutler.Scim.Client;
using Sutler.Scim.Errors;
using Sutler.Service.Errors;
using Sutler.Service.Escrow;
using Sutler.Service.Planning;

namespace Sutler.Service.Applying;

/// <summary>The one table from what the target answered to a code of the log; the catalogue says the rest (S/ERR-20 …). Pure.</summary>
internal static class Failures
{
    private const int MostDetail = 1000;

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [ScimErrorType.Uniqueness] = ErrorCodes.EntryConflict,
        [ScimErrorType.InvalidValue] = ErrorCodes.UnprocessableEntity,
        [ScimErrorType.InvalidSyntax] = ErrorCodes.UnprocessableEntity,
        [ScimErrorType.Mutability] = ErrorCodes.SchemaPropertyCanOnlyAcceptValue,
        [ScimErrorType.InvalidPath] = ErrorCodes.SchemaAttributeNotFound,
        [ScimErrorType.NoTarget] = ErrorCodes.SchemaAttributeNotFound,
        [ScimErrorType.TooMany] = ErrorCodes.MultipleEntries,
        [ScimErrorType.InvalidFilter] = ErrorCodes.NotImplemented,
        [ScimErrorType.InvalidVersion] = ErrorCodes.NotImplemented,
        [ScimErrorType.Sensitive] = ErrorCodes.NotImplemented,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static Failure Of(ScimResult result)
    {
        var kind = ErrorCatalogue.Get(Code(result));
        var status = result.Status == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({result.Status})");
        var detail = result.Error?.Detail is { Length: > 0 } words ? words : kind.Sentence;
        return new Failure(kind.Code, $"{(detail.Length > MostDetail ? detail[..MostDetail] : detail)}{status} {kind.Action}", kind.Retry ?? RetryClass.Permanent);
    }

    public static Failure Of(Change change) => new(change.Reason, change.Detail, ErrorCatalogue.Find(change.Reason)?.Retry ?? RetryClass.Permanent);

    public static Failure TargetTaken(string targetId) => new(
        Reasons.EntryConflict, $"The matching object at the target ({targetId}) is linked to another user. Give each user matching values of their own.", RetryClass.Permanent);

    public static Failure SourceTwice(string value, string other) => new(
        Reasons.DuplicateSourceEntries, $"The user {other} has the same matching value '{value}'. Give each user matching values of their own.", RetryClass.Permanent);

    private static string Code(ScimResult result) => result switch
    {
        { Outcome: ScimOutcome.NotSent } => ErrorCodes.Unreachable,
        { Outcome: ScimOutcome.MayHaveRun } => ErrorCodes.Timeout,
        { Status: 400 or 409 or 413 or 422 or 403 or 500, Error.ScimType: { } type } when ByType(type) is { } code => code,
        _ => ByStatus(result.Status),
    };

    /// <summary>The target's own keyword says more than the status (RFC 7644 §3.12); unknown ones say nothing.</summary>
    private static string? ByType(string type) => Types.GetValueOrDefault(type);

    private static string ByStatus(int status) => status switch
    {
        >= 200 and < 400 => ErrorCodes.ServiceIncompatible,
        400 => ErrorCodes.BadRequest,
        401 => ErrorCodes.Unauthorized,
        402 => ErrorCodes.LicenseLimitExceeded,
        403 => ErrorCodes.InsufficientRights,
        404 or 410 => ErrorCodes.InvalidAnchor,
        405 => ErrorCodes.MethodNotAllowed,
        406 or 415 or 501 or 505 => ErrorCodes.NotImplemented,
        408 or 504 => ErrorCodes.Timeout,
        409 => ErrorCodes.EntryConflict,
        412 or 428 => ErrorCodes.Conflict,
        413 or 414 or 422 => ErrorCodes.UnprocessableEntity,
        429 => ErrorCodes.TooManyRequests,
        502 => ErrorCodes.ProtocolError,
        >= 500 => ErrorCodes.InternalServerError,
        _ => ErrorCodes.BadRequest,
    };
}
