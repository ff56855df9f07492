namespace Sutler.Service.Planning;

/// <summary>Reasons and error codes of plans and log rows; where the original has a code it is kept (S/ERR-20 … S/ERR-43).</summary>
internal static class Reasons
{
    public const string NotFoundAtTarget = "NotFoundAtTarget";
    public const string MatchedAtTarget = "MatchedAtTarget";
    public const string SourceChanged = "SourceChanged";
    public const string SourceInactive = "SourceInactive";
    public const string SourceDeleted = "SourceDeleted";
    public const string RedundantExport = "RedundantExport";
    public const string EntrySynchronizationSkipped = "EntrySynchronizationSkipped";
    public const string ImportSkipped = "ImportSkipped";
    public const string DuplicateTargetEntries = "DuplicateTargetEntries";
    public const string DuplicateSourceEntries = "DuplicateSourceEntries";
    public const string MissingValues = "MissingValues";
    public const string StagedDelete = "StagedDelete";
    public const string EntryConflict = "EntryConflict";
    public const string InvalidAnchor = "InvalidAnchor";
    public const string TargetKeyImmutable = "TargetKeyImmutable";
    public const string AttributeMappingExpressionError = "AttributeMappingExpressionError";
    public const string UnableToResolveReferenceAttributeValue = "UnableToResolveReferenceAttributeValue";
    public const string MembersAdded = "MembersAdded";
    public const string MembersRemoved = "MembersRemoved";
    public const string ReferenceResolved = "ReferenceResolved";
    public const string TooManyRequests = "TooManyRequests";
    public const string InternalServerError = "InternalServerError";
    public const string UnprocessableEntity = "UnprocessableEntity";
    public const string Timeout = "Timeout";
    public const string Unreachable = "Unreachable";
}
