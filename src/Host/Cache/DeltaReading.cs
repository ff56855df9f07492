namespace Sutler.Host.Cache;

/// <summary>A sighting of a delta import, and the reading that it comes from.</summary>
/// <param name="Sighting">What the target was seen to hold.</param>
/// <param name="Ticket">Objects that were exported since are not what was seen.</param>
internal readonly record struct DeltaReading(Sighting Sighting, ReadTicket Ticket)
{
    public bool IsStale => Ticket.Touched(Sighting.Type.Name, Sighting.Id);
}
