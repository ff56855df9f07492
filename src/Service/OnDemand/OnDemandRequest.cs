using System.Text.Json.Nodes;
using Sutler.Service.Api;

namespace Sutler.Service.OnDemand;

/// <summary>Which objects are to be provisioned, or shown as they would be (S/OD-7).</summary>
internal sealed record OnDemandRequest
{
    public const int MostObjects = 500;
    private const int MostOverrides = 50;

    public IReadOnlyList<string>? ObjectIds { get; init; }

    /// <summary>Part of a name, user principal name, mail address or worker id, in place of ids.</summary>
    public string? Search { get; init; }

    /// <summary>Show only; the default. Writing has to be asked for.</summary>
    public bool Preview { get; init; } = true;

    /// <summary>What if these attributes of the directory had these values.</summary>
    public Dictionary<string, JsonNode?>? Overrides { get; init; }

    /// <summary>What if the object were <c>disabled</c>, <c>deleted</c>, or <c>purged</c>.</summary>
    public string? As { get; init; }

    public JsonObject? SchemaDraft { get; init; }

    public Dictionary<string, string?>? Settings { get; init; }

    /// <exception cref="ApiException">The request says nothing that can be done.</exception>
    public void Check()
    {
        if (ObjectIds is { Count: > 0 } == Search is { Length: > 0 })
            throw ApiException.BadRequest("Name the objects by objectIds or by search, one of the two.");
        if (ObjectIds?.Count > MostObjects)
            throw ApiException.BadRequest($"At most {MostObjects} objects are provisioned on demand at a time. For more make a plan: POST /api/v1/jobs/{{id}}/plans with ids.");
        if (As is not (null or "disabled" or "deleted" or "purged"))
            throw ApiException.BadRequest("as must be disabled, deleted or purged.");
        if (Overrides?.Count > MostOverrides)
            throw ApiException.BadRequest($"At most {MostOverrides} overrides are taken.");
        if (!Preview && (Overrides is not null || As is not null || SchemaDraft is not null || Settings is not null))
            throw ApiException.BadRequest("What if is for looking only: overrides, as, schemaDraft and settings go with preview: true. To write by a draft make a plan of it and apply that.");
        if (SchemaDraft is not null)
            Mapping.SchemaReader.Read(SchemaDraft.ToJsonString());
    }
}
