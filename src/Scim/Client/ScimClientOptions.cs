using Sutler.Scim.Errors;

namespace Sutler.Scim.Client;

/// <summary>How a <see cref="ScimClient"/> calls its server.</summary>
public sealed record ScimClientOptions
{
    /// <summary>Largest answer with one resource, in bytes. Default: 4 MiB.</summary>
    public const int DefaultMaxResourceBytes = 4 << 20;

    /// <summary>Largest answer with a list, in bytes. Default: 64 MiB.</summary>
    public const int DefaultMaxListBytes = 64 << 20;

    /// <summary>Endpoint of the resource type, below the base URL. Default: <c>/Users</c>.</summary>
    public string Endpoint { get; init; } = "/Users";

    /// <summary>Gives the bearer token of a request; null for none. The token appears in no log and no error.</summary>
    public Func<CancellationToken, ValueTask<string>>? BearerToken { get; init; }

    /// <summary>Attributes left out of the answers to reads, such as <c>members</c> (S/SCIM-20); null for none. Default: null.</summary>
    public string? ExcludedAttributes { get; init; }

    /// <summary>Attributes whose values no exchange shows, by name. Default: <c>password</c>.</summary>
    public IReadOnlyCollection<string> RedactedAttributes { get; init; } = ["password"];

    /// <summary>
    /// A search answered with 404 found nothing: for servers that a probe has found to answer so (S/SCIM-8). Default: false, it is an error.
    /// </summary>
    public bool NotFoundMeansEmpty { get; init; }

    /// <summary>
    /// Tells, where the exception knows it, whether a failed request may have run at the server; null where it does not, so that the kind of
    /// failure decides. Default: never knows.
    /// </summary>
    public Func<HttpRequestException, bool?> MayHaveRun { get; init; } = static _ => null;

    /// <summary>Longest wait for a whole answer. Default: 60 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Largest answer with one resource, in bytes.</summary>
    public int MaxResourceBytes { get; init; } = DefaultMaxResourceBytes;

    /// <summary>Largest answer with a list, in bytes.</summary>
    public int MaxListBytes { get; init; } = DefaultMaxListBytes;

    /// <summary>The clock of timeouts and of <see cref="ScimError.RetryAfter"/>. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
