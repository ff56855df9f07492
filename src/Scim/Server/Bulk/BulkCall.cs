using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Sutler.Scim.Errors;
using Sutler.Scim.Patch;

namespace Sutler.Scim.Server.Bulk;

/// <summary>Runs one operation of a bulk request, and turns whatever comes of it into an outcome.</summary>
internal sealed partial class BulkCall(IScimEndpoint endpoint, string baseUrl, ILogger log)
{
    /// <summary>Runs the operation.</summary>
    /// <param name="operation">With ids in the place of all references.</param>
    /// <param name="cancellationToken">Ends waiting for it.</param>
    public async Task<BulkOutcome> RunAsync(BulkOperation operation, CancellationToken cancellationToken)
    {
        var place = new BulkOutcome(0)
        {
            Method = NameOf(operation.Method),
            BulkId = operation.BulkId,
            Location = operation.Id is { } id ? $"{baseUrl}{operation.Type.Endpoint}/{Uri.EscapeDataString(id)}" : null,
        };
        return await TryAsync(place, async () =>
        {
            var answer = await AnswerAsync(operation, cancellationToken);
            return place with
            {
                Status = answer.Status,
                Location = answer.Location ?? place.Location,
                Version = answer.Version,
                Id = operation.Id ?? IdOf(answer),
            };
        });
    }

    /// <summary>Adds to a new resource what had to wait.</summary>
    public Task<BulkOutcome> CompleteAsync(DeferredReferences deferred, BulkOutcome made, IReadOnlyDictionary<string, string> ids, CancellationToken cancellationToken) =>
        TryAsync(made, async () =>
        {
            var handler = endpoint.Handler(deferred.Operation.Type);
            var answer = await handler.PatchAsync(made.Id!, deferred.ToPatch(ids), new WriteRequest(baseUrl, null), cancellationToken);
            if (answer.Version is null)
                answer = await handler.GetAsync(made.Id!, new ReadRequest { BaseUrl = baseUrl }, cancellationToken);
            return made with { Version = answer.Version };
        });

    public static string NameOf(BulkMethod method) => method switch
    {
        BulkMethod.Post => "POST",
        BulkMethod.Put => "PUT",
        BulkMethod.Patch => "PATCH",
        _ => "DELETE",
    };

    private ValueTask<ScimAnswer> AnswerAsync(BulkOperation operation, CancellationToken cancellationToken)
    {
        var handler = endpoint.Handler(operation.Type);
        var request = new WriteRequest(baseUrl, operation.Version);
        switch (operation.Method)
        {
            case BulkMethod.Post:
                return handler.CreateAsync(operation.Data!, request, cancellationToken);
            case BulkMethod.Put:
                return handler.ReplaceAsync(operation.Id!, operation.Data!, request, cancellationToken);
            case BulkMethod.Patch when !endpoint.Config.Patch:
                throw new ScimException(501, null, "PATCH is not supported here. Replace the resource with PUT.");
            case BulkMethod.Patch:
                return handler.PatchAsync(operation.Id!, PatchParser.Parse(operation.Data!), request, cancellationToken);
            default:
                return handler.DeleteAsync(operation.Id!, request, cancellationToken);
        }
    }

    private async Task<BulkOutcome> TryAsync(BulkOutcome place, Func<Task<BulkOutcome>> run)
    {
        try
        {
            return await run();
        }
        catch (ScimException exception)
        {
            return place with { Status = exception.Error.Status, Error = exception.Error };
        }
        catch (OperationCanceledException)
        {
            throw;
        }
#pragma warning disable CA1031 // One operation's failure is told in its place, and the others' outcomes are not lost by it.
        catch (Exception exception)
        {
            LogFailure(log, exception, place.Method, place.Location);
            return place with { Status = 500, Error = new ScimError(500, null, "The server failed. Its log says why; try again later.") };
        }
#pragma warning restore CA1031
    }

    private static string? IdOf(ScimAnswer answer)
    {
        if (answer.WriteBody is not { } write)
            return null;
        var buffer = new ArrayBufferWriter<byte>(1024);
        write(buffer);
        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("id"u8);
            reader.Read();
            if (found)
                return reader.GetString();
            reader.Skip();
        }
        return null;
    }
}
