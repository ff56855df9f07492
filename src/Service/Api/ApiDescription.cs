using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Sutler.Service.Api;

/// <summary>Completes the description that is read from the routes: who may call what, how errors look, and who calls how.</summary>
internal static class ApiDescription
{
    private const string Scheme = "bearer";
    private const string ErrorSchema = "error";

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Sutler",
                Version = "v1",
                Description = "The provisioning service. Paths under /v1.0 and /beta are those of Microsoft Graph, in its shapes; what Graph does not have is under /api/v1.",
            };
            document.Components ??= new OpenApiComponents();
            (document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal))[Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Scheme,
                Description = "A token of POST /api/v1/session, of POST /api/v1/tokens, or in the file admin-token of the data folder.",
            };
            (document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal))[ErrorSchema] = Error();
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            AddError(operation, context.Document, ("default", "What was refused, and why."));
            if (metadata.Any(item => item is OpenToAll or IAllowAnonymous))
                return Task.CompletedTask;

            var access = metadata.OfType<Access>().LastOrDefault() ?? (context.Description.HttpMethod is "GET" or "HEAD" ? Access.Reader : Access.Admin);
            operation.Description = $"Needs the role {RoleName.Of(access.Role)}.{(operation.Description is { } said ? " " + said : "")}";
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
            AddError(operation, context.Document, ("401", "No token, or none that is good."));
            AddError(operation, context.Document, ("403", "The caller's role or scope does not reach."));
            return Task.CompletedTask;
        });
    }

    private static void AddError(OpenApiOperation operation, OpenApiDocument? document, (string Status, string Description) answer)
    {
        operation.Responses ??= [];
        operation.Responses[answer.Status] = new OpenApiResponse
        {
            Description = answer.Description,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/json"] = new() { Schema = new OpenApiSchemaReference(ErrorSchema, document) } },
        };
    }

    /// <summary>Graph's envelope (S/GRAPH-24).</summary>
    private static OpenApiSchema Error() => Object(("error", Object(
        ("code", new OpenApiSchema { Type = JsonSchemaType.String }),
        ("message", new OpenApiSchema { Type = JsonSchemaType.String }),
        ("innerError", Object(("request-id", new OpenApiSchema { Type = JsonSchemaType.String }), ("date", new OpenApiSchema { Type = JsonSchemaType.String }))))));

    private static OpenApiSchema Object(params IReadOnlyList<(string Name, OpenApiSchema Schema)> properties) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = properties.ToDictionary(property => property.Name, property => (IOpenApiSchema)property.Schema, StringComparer.Ordinal),
    };
}
