using Sutler.Scim.Client;
using Sutler.Service.Targets.Probing;

namespace Sutler.Service.Targets;

/// <summary>The report card of a target: what a probe found, and how jobs are to talk to it (S/SCIM-42, S/CORE-6).</summary>
internal sealed record TargetReport
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The address probed; a report of another address says nothing of this one.</summary>
    public required string BaseAddress { get; init; }

    /// <summary>Whether jobs can work with the target as it stands.</summary>
    public bool Usable { get; init; }

    /// <summary>Whether writes were tried too, on a test user.</summary>
    public bool WriteTested { get; init; }

    /// <summary>Name of the wire profile chosen.</summary>
    public required string Profile { get; init; }

    public int PageSize { get; init; } = ScimListOptions.DefaultPageSize;

    /// <summary>Requests in flight to begin with.</summary>
    public int Concurrency { get; init; }

    public int MembersPerRequest { get; init; } = WireProfile.DefaultMembersPerRequest;

    public bool PagesByCursor { get; init; }

    public bool HonorsIfMatch { get; init; }

    /// <summary>A search that finds nothing is answered 404.</summary>
    public bool NotFoundMeansEmpty { get; init; }

    public bool TextBooleans { get; init; }

    public bool RemovesMembersByValue { get; init; }

    public bool WholeValueAdds { get; init; }

    public TargetCapabilities? Capabilities { get; init; }

    public TlsFacts? Tls { get; init; }

    public IReadOnlyList<ProbeStep> Steps { get; init; } = [];

    public IReadOnlyList<TargetQuirk> Quirks { get; init; } = [];

    public bool IsOf(Uri? address) => address is not null && string.Equals(BaseAddress, address.GetLeftPart(UriPartial.Path), StringComparison.OrdinalIgnoreCase);

    /// <summary>The profile with what was found put over it.</summary>
    public WireProfile ToWireProfile()
    {
        var known = WireProfile.Find(Profile) ?? WireProfile.Rfc7644Strict;
        return known with
        {
            TextBooleans = known.TextBooleans || TextBooleans,
            RemovesMembersByValue = known.RemovesMembersByValue || RemovesMembersByValue,
            WholeValueAdds = WholeValueAdds,
            MembersPerRequest = Math.Min(known.MembersPerRequest, MembersPerRequest),
        };
    }
}
