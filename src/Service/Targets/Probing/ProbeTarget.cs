using Sutler.Scim;
using Sutler.Scim.Client;
using Sutler.Service.Applications;
using Sutler.Service.Mapping;

namespace Sutler.Service.Targets.Probing;

/// <summary>What is probed and how.</summary>
internal sealed record ProbeTarget
{
    public required ApplicationRow Application { get; init; }

    public required ApplicationSecrets Secrets { get; init; }

    public required ScimClient Client { get; init; }

    /// <summary>How a job maps users to this target; null while there is no job.</summary>
    public ObjectSchema? Users { get; init; }

    /// <summary>Whether a test user may be made, changed and deleted.</summary>
    public bool WriteTest { get; init; }

    public string Endpoint => Users?.Endpoint ?? "/Users";

    /// <summary>The attribute by which the job finds users.</summary>
    public AttributePath Matching => Matched is { } mapping && AttributePath.TryParse(mapping.TargetName, out var path) ? path : new AttributePath(null, "userName", null);

    /// <summary>Its mapping; null while there is no job.</summary>
    public AttributeMapping? Matched => Users is { Matching: { Count: > 0 } rows } ? rows[0] : null;
}
