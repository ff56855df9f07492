using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Sutler.Scim.Errors;
using Sutler.Scim.Schemas;
using Sutler.Scim.Server.Discovery;
using Sutler.Scim.Server.Requests;

namespace Sutler.Scim.Server.Bulk;

/// <summary>Answers bulk requests (RFC 7644 §3.7).</summary>
internal static class BulkRequests
{
    private const string ResponseUrn = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

    public static async ValueTask<ScimAnswer> AnswerAsync(ScimCallContext call)
    {
        var (endpoint, config) = (call.Endpoint, call.Endpoint.Config);
        if (config.BulkMaxOperations <= 0)
            throw new ScimException(501, null, "Bulk requests are not supported. Send the operations one by one.");
        if (!HttpMethods.IsPost(call.Request.Method))
            return call.Other("POST");

        var body = await ScimBody.ReadAsync(
            call.Request, config.BulkMaxPayloadSize, $"The size of the bulk operation exceeds the maxPayloadSize ({config.BulkMaxPayloadSize}).", call.Aborted);
        var items = BulkRequest.Operations(body, config.BulkMaxOperations);
        var failOnErrors = BulkRequest.FailOnErrors(body);
        var plan = BulkPlan.Of(items, endpoint, call.Route.BaseUrl);
        var runner = new BulkRunner(plan, new BulkSchedule(plan, SchemaOf), new BulkCall(endpoint, call.Route.BaseUrl, call.Log));
        await runner.RunAsync(failOnErrors, call.Aborted);
        return DiscoveryDocuments.One(writer => Write(writer, plan.Outcomes));

        ResourceSchema SchemaOf(ResourceType type) => endpoint.Handler(type).Schema;
    }

    private static void Write(Utf8JsonWriter writer, IEnumerable<BulkOutcome?> outcomes)
    {
        writer.WriteStartObject();
        DiscoveryDocuments.WriteSchemas(writer, ResponseUrn);
        writer.WriteStartArray("Operations"u8);
        foreach (var outcome in outcomes)
        {
            // What was left undone after too many failures is not in the answer.
            if (outcome is not null)
                Write(writer, outcome);
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, BulkOutcome outcome)
    {
        writer.WriteStartObject();
        if (outcome.Location is not null)
            writer.WriteString("location"u8, outcome.Location);
        if (outcome.Method is not null)
            writer.WriteString("method"u8, outcome.Method);
        if (outcome.BulkId is not null)
            writer.WriteString("bulkId"u8, outcome.BulkId);
        if (outcome.Version is not null)
            writer.WriteString("version"u8, outcome.Version);
        writer.WriteString("status"u8, outcome.Status.ToString(CultureInfo.InvariantCulture));
        if (outcome.Error is { } error)
        {
            writer.WritePropertyName("response"u8);
            ScimResponse.WriteError(writer, error);
        }
        writer.WriteEndObject();
    }
}
