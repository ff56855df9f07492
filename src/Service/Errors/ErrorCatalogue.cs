using System.Collections.Frozen;
using Sutler.Service.Escrow;
using Sutler.Service.Planning;

namespace Sutler.Service.Errors;

/// <summary>Every code that the log, escrow and quarantine write: sentence, category, retry class and what to do (S/ERR-20 … S/ERR-44).</summary>
internal static class ErrorCatalogue
{
    /// <summary>The page that lists them; a test keeps it the same as this table.</summary>
    public const string Page = "docs/reference/error-codes.md";

    private const string Itself = "Nothing: it is tried again by itself.";

    /// <summary>In the order of the page.</summary>
    public static IReadOnlyList<ErrorKind> All { get; } =
    [
        Target(ErrorCodes.Unreachable, "The target could not be reached.", "See that the target runs, that the BaseAddress is right and, behind an agent, that an agent is connected. The job goes on by itself."),
        Target(ErrorCodes.Timeout, "No answer came in time; the change may have been made.", "Nothing: the target is asked what became of it before anything is sent again. If it happens often, see why the target is slow."),
        Target(ErrorCodes.TooManyRequests, "The target throttles.", Itself + " If it happens often, set RequestsPerSecond or MostInFlight."),
        Target(ErrorCodes.InternalServerError, "The target failed.", "Look into the target's log; it is tried again by itself."),
        Target(ErrorCodes.ProtocolError, "A gateway before the target failed.", "See that the target runs behind its gateway; it is tried again by itself."),
        Target(ErrorCodes.InvalidAnchor, "The linked object is gone from the target.", "Nothing: the object is matched anew when it is tried again."),
        Target(ErrorCodes.Conflict, "The object at the target was changed by somebody else at the same time.", Itself),
        new(ErrorCodes.EntryConflict, ErrorCategory.NonServiceFailure, RetryClass.Transient)
        {
            Sentence = "The target has another object with a value that must be unique.",
            Action = "Give one of the two another value, or give the job a matching attribute that finds the object that is there.",
        },
        Target(ErrorCodes.InternalError, "The service itself failed.", "Look into the service's log; it is tried again by itself."),
        Configured(ErrorCodes.Unauthorized, "The target refuses the secret token.", "Put the right SecretToken into the application's secrets. The job goes on by itself.", RetryClass.Transient),
        Configured(ErrorCodes.CredentialValidationUnavailable, "The credentials could not be tested.", "See that the target answers, then test the connection again.", RetryClass.Transient),
        Configured(ErrorCodes.InsufficientRights, "The account of the secret token may not do this at the target.", "Give it the right to read, create and change users there, then retry the object."),
        Configured(ErrorCodes.NotPermitted, "The target does not permit this change.", "Allow it at the target or take it out of the mapping, then retry the object."),
        Configured(ErrorCodes.MethodNotAllowed, "The target does not allow this kind of request here.", "Check the BaseAddress, and take the action out of the mapping if the target has no such thing."),
        Configured(ErrorCodes.NotImplemented, "The target cannot do this.", "Change the mapping or the wire profile so that it is not needed."),
        Configured(ErrorCodes.ServiceIncompatible, "The answer is not one of a SCIM 2.0 server.", "Check that BaseAddress is that of a SCIM 2.0 server, and not a sign-in page or a redirect."),
        Configured(ErrorCodes.MultipleEntries, "The answer holds more objects than were asked for.", "Check how the target filters; give the job a matching attribute that is unique there."),
        Configured(ErrorCodes.LicenseLimitExceeded, "The target has no seat left.", "Free or buy seats at the target, then retry the objects."),
        Data(ErrorCodes.BadRequest, "The target did not accept the request.", "Correct the value in the directory or the mapping; the target's own words are in the reason."),
        Data(ErrorCodes.UnprocessableEntity, "The target rejected the content.", "Correct the value in the directory or the mapping; the target's own words are in the reason."),
        Data(ErrorCodes.MandatoryFieldsMissing, "The target requires a value that the object does not have.", "Fill it in the directory, or give the mapping a default value."),
        Data("MissingValues", "A value is missing that the target requires.", "Fill it in the directory, or give the mapping a default value."),
        Data(ErrorCodes.SchemaAttributeNotFound, "The mapping writes to an attribute that the target does not have.", "Correct the mapping's target attribute, or add the attribute at the target."),
        Data(ErrorCodes.SchemaPropertyCanOnlyAcceptValue, "The target takes only certain values for this attribute, or lets it be set only once.", "Map it to one of the values that the target names, or only at creation."),
        Data(ErrorCodes.InvalidDomain, "The target does not accept the domain of a value.", "Correct the domain in the directory or by an expression, or allow it at the target."),
        Data("AzureActiveDirectoryInvalidUserPrincipalName", "The target does not accept the user principal name.", "Correct it in the directory."),
        Data("HybridSynchronizationActiveDirectoryCannotFindAttribute", "The target directory's schema lacks an attribute.", "Extend its schema or take the attribute out of the mapping."),
        Data(Reasons.DuplicateTargetEntries, "Several objects at the target match.", "Make the matching values unique at the target."),
        Data(Reasons.DuplicateSourceEntries, "Two users have the same matching value.", "Give each user matching values of their own."),
        Data(Reasons.AttributeMappingExpressionError, "An expression of the mapping could not be evaluated.", "Correct the expression or the value it reads; the reason names both."),
        Data(Reasons.TargetKeyImmutable, "The attribute that names the object at the target cannot be changed.", "Rename the object at the target by its own means, or map the attribute only at creation."),
        new(Reasons.UnableToResolveReferenceAttributeValue, ErrorCategory.NonServiceFailure, RetryClass.Reference)
        {
            Sentence = "An object that this one refers to is not linked.",
            Action = "Nothing, if it will be provisioned: the reference is set then. Else take it into scope or clear the reference.",
        },
        Nothing(Reasons.ImportSkipped, "The object has no value for any matching attribute.", "Fill one of the matching attributes in the directory."),
        Nothing(Reasons.EntrySynchronizationSkipped, "The object is not to be provisioned.", "Nothing, unless it should be: the reason names the rule that keeps it out."),
        Nothing(Reasons.RedundantExport, "The target has everything already.", "Nothing."),
        Nothing("NotEffectivelyEntitled", "The object is not assigned to the application with a role that counts.", "Assign it, or set SyncAll."),
        Nothing(ErrorCodes.StagedDelete, "A removal is held until somebody releases it.", "Look at who it is; release or reject it: sutler job held, sutler job release."),
    ];

    private static readonly FrozenDictionary<string, ErrorKind> ByCode = All.ToFrozenDictionary(kind => kind.Code, StringComparer.Ordinal);

    /// <summary>What is known of a code; null for one that is no error.</summary>
    public static ErrorKind? Find(string code) => ByCode.GetValueOrDefault(code);

    public static ErrorKind Get(string code) => ByCode[code];

    private static ErrorKind Target(string code, string sentence, string action) =>
        new(code, ErrorCategory.Failure, RetryClass.Transient) { Sentence = sentence, Action = action };

    private static ErrorKind Configured(string code, string sentence, string action, RetryClass retry = RetryClass.Permanent) =>
        new(code, ErrorCategory.NonServiceFailure, retry) { Sentence = sentence, Action = action };

    private static ErrorKind Data(string code, string sentence, string action) => Configured(code, sentence, action);

    private static ErrorKind Nothing(string code, string sentence, string action) =>
        new(code, ErrorCategory.Success, null) { Sentence = sentence, Action = action };
}
