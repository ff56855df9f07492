namespace Sutler.Service.Errors;

/// <summary>Codes of errors at targets and of faults of the whole job. What planning itself says stands in <see cref="Planning.Reasons"/>.</summary>
internal static class ErrorCodes
{
    public const string Unauthorized = "Unauthorized";
    public const string InsufficientRights = "InsufficientRights";
    public const string MethodNotAllowed = "MethodNotAllowed";
    public const string NotImplemented = "NotImplemented";
    public const string Conflict = "Conflict";
    public const string EntryConflict = Planning.Reasons.EntryConflict;
    public const string TooManyRequests = Planning.Reasons.TooManyRequests;
    public const string InternalServerError = Planning.Reasons.InternalServerError;
    public const string ProtocolError = "WebExceptionProtocolError";
    public const string Timeout = Planning.Reasons.Timeout;
    public const string Unreachable = Planning.Reasons.Unreachable;
    public const string UnprocessableEntity = Planning.Reasons.UnprocessableEntity;
    public const string InvalidAnchor = Planning.Reasons.InvalidAnchor;
    public const string BadRequest = "BadRequest";
    public const string MandatoryFieldsMissing = "MandatoryFieldsMissing";
    public const string SchemaAttributeNotFound = "SchemaAttributeNotFound";
    public const string SchemaPropertyCanOnlyAcceptValue = "SchemaPropertyCanOnlyAcceptValue";
    public const string LicenseLimitExceeded = "LicenseLimitExceeded";
    public const string InvalidDomain = "InvalidDomain";
    public const string ServiceIncompatible = "SystemForCrossDomainIdentityManagementServiceIncompatible";
    public const string MultipleEntries = "SystemForCrossDomainIdentityManagementMultipleEntriesInResponse";
    public const string CredentialValidationUnavailable = "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable";
    public const string InternalError = "InternalError";
    public const string NotPermitted = "NotPermitted";
    public const string StagedDelete = "StagedDelete";
}
