using Sutler.Connectors.Sdk;
using Sutler.Scim.Errors;

namespace Sutler.Host.Gateway;

/// <summary>The one table from what a connector says to what SCIM says.</summary>
internal static class ErrorTable
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    public static ScimException Exception(ConnectorError error) => new(Map(error));

    public static ScimError Map(ConnectorError error)
    {
        var (status, type) = error.Kind switch
        {
            ConnectorErrorKind.NotFound => (404, (string?)null),
            ConnectorErrorKind.Conflict => (409, ScimErrorType.Uniqueness),
            ConnectorErrorKind.Precondition => (412, null),
            ConnectorErrorKind.Invalid => (400, ScimErrorType.InvalidValue),
            ConnectorErrorKind.Unsupported when error.Attribute is not null => (400, ScimErrorType.Mutability),
            ConnectorErrorKind.Unsupported => (501, null),
            ConnectorErrorKind.Denied => (403, null),
            ConnectorErrorKind.Busy or ConnectorErrorKind.Unreachable => (503, null),
            ConnectorErrorKind.Timeout => (504, null),
            _ => (500, null),
        };
        return new ScimError(status, type, error.Message)
        {
            RetryAfter = status is 503 ? Wait : null,
            MayHaveRun = error.MayHaveRun,
        };
    }
}
