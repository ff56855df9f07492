using System.Buffers;

namespace Sutler.Scim.Server;

/// <summary>What a handler answers: status, headers, and a body that it writes itself, so that stored UTF-8 is sent without being parsed.</summary>
/// <param name="Status">HTTP status code.</param>
public sealed record ScimAnswer(int Status)
{
    /// <summary>Writes the body as UTF-8 JSON; null for none.</summary>
    public Action<IBufferWriter<byte>>? WriteBody { get; init; }

    /// <summary>Length of the body in bytes, where the handler knows it; sent as <c>Content-Length</c>. Null otherwise.</summary>
    public long? Length { get; init; }

    /// <summary>Value of <c>Location</c>; null for none.</summary>
    public string? Location { get; init; }

    /// <summary>Value of <c>ETag</c>, such as <c>W/"3"</c>; null for none.</summary>
    public string? Version { get; init; }

    /// <summary>How old the data is that a cache answered with; null when it came from the target. Sent as <c>Age</c>.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>Value of <c>Allow</c>; null for none.</summary>
    internal string? Allow { get; init; }
}
