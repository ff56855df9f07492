using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Expressions;
using Sutler.Service.Api;

namespace Sutler.Service.Mapping;

/// <summary>Reads a <c>synchronizationSchema</c> (S/SCHEMA-1) into what a job works with; refuses what it cannot do and says where.</summary>
internal static class SchemaReader
{
    // Of two values for one name neither can be right.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="document">The schema document.</param>
    /// <param name="context">Clock, random source and domain of expressions; the machine's when left out.</param>
    public static JobSchema Read(string document, EvaluationContext? context = null) => Read(Parse(document), context);

    public static JobSchema Read(JsonObject root, EvaluationContext? context = null)
    {
        var rules = root.Objects("synchronizationRules").OrderBy(rule => rule.Number("priority") ?? int.MaxValue).ToList();
        if (rules.Count == 0)
            throw Refuse("synchronizationRules", "holds no rule");

        var made = (context ?? new EvaluationContext { Clock = TimeProvider.System }) with { Tables = LookupTables.Read(root) };
        var objects = rules.SelectMany(rule => rule.Objects("objectMappings").Select(mapping => new ObjectReader(root, rule, mapping, made).Read())).ToList();
        return objects.Exists(item => item.Enabled)
            ? new JobSchema(objects)
            : throw Refuse("objectMappings", "holds no enabled mapping");
    }

    public static JsonObject Parse(string document)
    {
        try
        {
            return JsonNode.Parse(document, documentOptions: Strict) as JsonObject ?? throw Refuse("document", "is no JSON object");
        }
        catch (JsonException e)
        {
            throw Refuse("document", $"is no JSON ({e.Message})");
        }
    }

    public static ApiException Refuse(string place, string rule) =>
        ApiException.BadRequest($"Schema: {place} {rule}. Correct it and send the schema again; the one in use is unchanged.");
}
