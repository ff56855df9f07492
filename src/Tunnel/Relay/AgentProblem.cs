using System.Text.Json;
using Sutler.Tunnel.Wire;

namespace Sutler.Tunnel.Relay;

/// <summary>Recognizes an answer that is the agent's own, not the target's, and turns it into the exception it stands for.</summary>
internal static class AgentProblem
{
    public static async Task ThrowIfAnyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.Headers.NonValidated.TryGetValues(TunnelHeaders.Outcome, out var values))
            return;

        using (response)
            throw new TunnelException(TunnelHeaders.Parse(values.ToString()), await ReadDetailAsync(response, cancellationToken));
    }

    private static async Task<string> ReadDetailAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var fallback = $"The agent answered {(int)response.StatusCode} for the target.";
        if (response.Content.Headers.ContentLength is not (> 0 and <= TunnelLimits.MaxMessageBytes))
            return fallback;

        try
        {
            using var problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() ?? fallback : fallback;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or HttpRequestException or IOException)
        {
            return fallback;
        }
    }
}
