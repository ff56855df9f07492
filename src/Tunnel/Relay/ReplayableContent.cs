using System.Net.Http.Json;

namespace Sutler.Tunnel.Relay;

/// <summary>
/// Which bodies can be sent again, and even while the first sending has not ended: an agent may answer before it has taken in the body, and the
/// HTTP client does not wait for the rest. What reads from a stream cannot; the caller, who can make the body anew, is told "not sent" instead.
/// </summary>
internal static class ReplayableContent
{
    public static bool Is(HttpContent? content) => content is null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent;
}
