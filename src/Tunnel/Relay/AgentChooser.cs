namespace Sutler.Tunnel.Relay;

/// <summary>Least in flight first; among equals the next one in turn, so that quiet times too spread over all agents. Pure.</summary>
internal static class AgentChooser
{
    /// <param name="loads">Requests in flight of each live agent; negative where it cannot be chosen.</param>
    /// <param name="turn">Any number that moves on with each choice.</param>
    /// <summary>The position of the chosen agent, or -1.</summary>
    public static int Choose(ReadOnlySpan<int> loads, uint turn)
    {
        var best = -1;
        var start = loads.Length == 0 ? 0 : (int)(turn % (uint)loads.Length);
        for (var step = 0; step < loads.Length; step++)
        {
            var at = (start + step) % loads.Length;
            if (loads[at] >= 0 && (best < 0 || loads[at] < loads[best]))
                best = at;
        }

        return best;
    }
}
