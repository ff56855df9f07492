using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Service.Schemas.Linting;

namespace Sutler.Service.Schemas;

/// <summary>Changes of schemas: looked through, saved as a version, and handed to the job.</summary>
internal sealed class SchemaCommands(SchemaStore store, JobHost host, TimeProvider time)
{
    private const int MostToldErrors = 5;
    private const int MostCommentLength = 1_000;

    /// <summary>Refuses a document that cannot work, naming the first places.</summary>
    public static void RequireSound(JsonObject document)
    {
        var errors = SchemaLint.Check(document).Where(finding => finding.IsError).ToList();
        if (errors.Count == 0)
            return;
        var more = errors.Count > MostToldErrors ? $" There are {errors.Count - MostToldErrors} more: POST the schema to /api/v1/…/schema/lint to see all." : "";
        throw ApiException.BadRequest(
            $"The schema is refused, and the one in use is unchanged. {string.Join(' ', errors.Take(MostToldErrors).Select(error => error.ToString().TrimEnd()))}{more}");
    }

    public async Task<long> SaveAsync(SchemaSave save, CancellationToken cancellationToken)
    {
        // What the application says of itself is kept even where rows are still missing for it.
        if (save.Origin is SchemaOrigin.Discovery)
            SchemaReader.Read(save.Document);
        else
            RequireSound(save.Document);
        if (save.JobId.StartsWith(Inbound.Uploads.InboundTemplate.Id + ".", StringComparison.Ordinal))
            Inbound.Uploads.UploadSchema.Read(save.Document);
        if (save.Comment is { Length: > MostCommentLength })
            throw ApiException.BadRequest($"The comment has more than {MostCommentLength} characters. Shorten it.");
        var version = await store.SaveAsync(save, cancellationToken);
        host.Wake(save.JobId);
        return version;
    }

    public async Task<long> ResetAsync(JobRow job, string author, CancellationToken cancellationToken)
    {
        var document = await TemplateAsync(job.ApplicationId, job.TemplateId, cancellationToken)
            ?? throw ApiException.Conflict($"The template '{job.TemplateId}' of this job is gone. PUT a schema instead.");
        return await SaveAsync(new SchemaSave { JobId = job.Id, Document = SchemaDocument.Read(document), Origin = SchemaOrigin.Default, Author = author }, cancellationToken);
    }

    /// <summary>The schema that a template gives: the application's own, else the one that ships.</summary>
    public async Task<string?> TemplateAsync(string applicationId, string templateId, CancellationToken cancellationToken) =>
        await store.TemplateAsync(applicationId, templateId, cancellationToken) ?? TemplateStore.Find(templateId);

    /// <summary>Adds what the application has to a directory of the schema in use, and gives the directory.</summary>
    public async Task<JsonObject> DiscoverAsync(JobRow job, string directoryId, (ISchemaDiscovery Discovery, string Author) by, CancellationToken cancellationToken)
    {
        var document = SchemaDocument.Read(job.SchemaDocument);
        var directory = document.Objects("directories").FirstOrDefault(item => item.Text("id") == directoryId || item.Text("name") == directoryId)
            ?? throw ApiException.NotFound($"The schema has no directory '{directoryId}'.");
        if ((directory.Text("discoverabilities") ?? "None").Is("None"))
            throw ApiException.BadRequest($"The directory '{directoryId}' cannot be discovered: its discoverabilities are None.");

        var before = Defined(document);
        if (DirectoryMerge.Add(directory, await by.Discovery.DiscoverAsync(job.ApplicationId, cancellationToken)))
        {
            directory["discoveryDateTime"] = time.GetUtcNow().UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
            var save = new SchemaSave
            {
                JobId = job.Id,
                Document = document,
                Origin = SchemaOrigin.Discovery,
                Author = by.Author,
                Expected = job.SchemaVersion,
                // Only a row that had no definition until now is written otherwise than before.
                Restarts = Written(document).Any(name => !before.Contains(name) && Defined(document).Contains(name)),
            };
            await SaveAsync(save, cancellationToken);
        }

        return directory;
    }

    private static HashSet<string> Defined(JsonObject document) =>
        document.Objects("directories").SelectMany(directory => directory.Objects("objects")).SelectMany(one => one.Objects("attributes"))
            .Select(attribute => attribute.Text("name") ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Written(JsonObject document) =>
        document.Objects("synchronizationRules").SelectMany(rule => rule.Objects("objectMappings")).SelectMany(mapping => mapping.Objects("attributeMappings"))
            .Select(row => row.Text("targetAttributeName") ?? "");
}
