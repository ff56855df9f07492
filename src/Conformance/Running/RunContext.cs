using System.Text.Json.Nodes;
using Sutler.Conformance.Cases;
using Sutler.Conformance.Discovery;

namespace Sutler.Conformance.Running;

/// <summary>What all cases of a run share.</summary>
/// <param name="Prefix">Begins the name of everything this run makes.</param>
internal sealed record RunContext(ConformanceClient Client, ServerProfile Profile, string Prefix, ConformanceOptions Options, TimeProvider Clock)
{
    /// <summary>The variables with which the case of this number begins.</summary>
    public Variables Begin(int number)
    {
        var variables = new Variables();
        variables.Set("urn", Urn.All());
        variables.Set("unique", $"{Prefix}-{number}");
        variables.Set("base", Client.BaseUrl);
        variables.Set("server", Profile.Config ?? []);
        variables.Set("schemas", new JsonArray([.. Profile.Schemas.Select(schema => schema.DeepClone())]));
        variables.Set("resourceTypes", new JsonArray([.. Profile.ResourceTypes.Select(type => type.DeepClone())]));
        return variables;
    }
}
