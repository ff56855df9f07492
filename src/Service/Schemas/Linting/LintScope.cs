using System.Text.Json.Nodes;
using Sutler.Expressions;
using Sutler.Service.Mapping;

namespace Sutler.Service.Schemas.Linting;

/// <summary>What the checks of one object mapping share.</summary>
internal sealed record LintScope
{
    public required Findings Findings { get; init; }

    public required SourceAttributes Sources { get; init; }

    /// <summary>What the document says of target attributes, by name; empty when it says nothing.</summary>
    public required IReadOnlyDictionary<string, JsonObject> Targets { get; init; }

    public required EvaluationContext Context { get; init; }

    public bool KnowsTargets => Targets.Count > 0;
}
