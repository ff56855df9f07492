namespace Sutler.Service.Nodes;

/// <summary>How many jobs a node may have when others are there: as many as all have on average, rounded up.</summary>
internal static class FairShare
{
    /// <summary>How many idle jobs the node should give away; none while it is alone or has no more than its share.</summary>
    public static int Surplus(string nodeId, IReadOnlyDictionary<string, int> loads)
    {
        if (loads.Count < 2 || !loads.TryGetValue(nodeId, out var own))
            return 0;

        var share = (loads.Values.Sum() + loads.Count - 1) / loads.Count;
        return Math.Max(0, own - share);
    }

    /// <summary>Whether one more job would be for another node to take.</summary>
    public static bool IsFull(string nodeId, IReadOnlyDictionary<string, int> loads, int jobs) =>
        loads.Count > 1 && loads.TryGetValue(nodeId, out var own) && own >= (jobs + loads.Count - 1) / loads.Count;
}
