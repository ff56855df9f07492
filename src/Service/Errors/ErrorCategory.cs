namespace Sutler.Service.Errors;

/// <summary>Graph's <c>provisioningErrorCategory</c>: where the cause lies.</summary>
internal static class ErrorCategory
{
    /// <summary>At the target or in the service: nobody's data is wrong.</summary>
    public const string Failure = "failure";

    /// <summary>In the data, the mapping or the configuration: somebody must correct something.</summary>
    public const string NonServiceFailure = "nonServiceFailure";

    /// <summary>No error: why nothing was done.</summary>
    public const string Success = "success";
}
