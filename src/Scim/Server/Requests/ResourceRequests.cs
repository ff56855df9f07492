using Microsoft.AspNetCore.Http;
using Sutler.Scim.Errors;
using Sutler.Scim.Patch;
using Sutler.Scim.Server.Projection;

namespace Sutler.Scim.Server.Requests;

/// <summary>Answers requests to the resources of one type.</summary>
internal sealed class ResourceRequests(ScimCallContext call, IScimResourceHandler handler)
{
    private HttpRequest Request => call.Request;

    private string BaseUrl => call.Route.BaseUrl;

    public ValueTask<ScimAnswer> AnswerAsync()
    {
        if (string.IsNullOrEmpty(call.Route.Id))
            return OnCollectionAsync();
        return ScimDispatcher.Search.Equals(call.Route.Id, StringComparison.OrdinalIgnoreCase) && !call.IsRead
            ? OnSearchAsync()
            : OnResourceAsync(call.Route.Id);
    }

    private ValueTask<ScimAnswer> OnCollectionAsync()
    {
        if (call.IsRead)
            return ListAsync(ScimQuery.ReadList(Request, BaseUrl));
        return HttpMethods.IsPost(Request.Method) ? CreateAsync() : ValueTask.FromResult(call.Other("GET, HEAD, POST"));
    }

    private ValueTask<ScimAnswer> OnSearchAsync() =>
        HttpMethods.IsPost(Request.Method) ? SearchAsync() : ValueTask.FromResult(call.Other("POST"));

    private ValueTask<ScimAnswer> OnResourceAsync(string id)
    {
        if (call.IsRead)
            return GetAsync(id);
        if (HttpMethods.IsPut(Request.Method))
            return ReplaceAsync(id);
        if (HttpMethods.IsPatch(Request.Method))
            return PatchAsync(id);
        return HttpMethods.IsDelete(Request.Method) ? DeleteAsync(id) : ValueTask.FromResult(call.Other("GET, HEAD, PUT, PATCH, DELETE"));
    }

    private async ValueTask<ScimAnswer> SearchAsync()
    {
        var body = await ScimBody.ReadAsync(Request, call.Aborted);
        return await ListAsync(SearchRequest.Read(body, Request, BaseUrl));
    }

    private async ValueTask<ScimAnswer> ListAsync(ListRequest list)
    {
        var page = await handler.ListAsync(list, call.Aborted);
        return ResourceAnswer.Of(page, AttributeSelection.Of(handler, list, []));
    }

    private async ValueTask<ScimAnswer> GetAsync(string id)
    {
        var request = ScimQuery.Read(Request, BaseUrl);
        var answer = await handler.GetAsync(id, request, call.Aborted);
        if (answer.Status == 200 && request.IfNoneMatch is { } tags && answer.Version is { } version && EntityTags.Matches(tags, version))
            return new ScimAnswer(304) { Version = version, Age = answer.Age };
        return ResourceAnswer.Of(answer, AttributeSelection.Of(handler, request, []));
    }

    private async ValueTask<ScimAnswer> CreateAsync()
    {
        var read = ScimQuery.Read(Request, BaseUrl);
        var body = await ScimBody.ReadAsync(Request, call.Aborted);
        var written = WrittenNames.Of(body);
        var answer = await handler.CreateAsync(body, WriteRequestOf(), call.Aborted);
        return ResourceAnswer.Of(answer, AttributeSelection.Of(handler, read, written));
    }

    private async ValueTask<ScimAnswer> ReplaceAsync(string id)
    {
        var read = ScimQuery.Read(Request, BaseUrl);
        var body = await ScimBody.ReadAsync(Request, call.Aborted);
        await CheckNoneMatchAsync(id, read);
        var written = WrittenNames.Of(body);
        var answer = await handler.ReplaceAsync(id, body, WriteRequestOf(), call.Aborted);
        return ResourceAnswer.Of(answer, AttributeSelection.Of(handler, read, written));
    }

    private async ValueTask<ScimAnswer> PatchAsync(string id)
    {
        if (!call.Endpoint.Config.Patch)
            throw new ScimException(501, null, "PATCH is not supported here. Replace the resource with PUT.");
        var read = ScimQuery.Read(Request, BaseUrl);
        var operations = PatchParser.Parse(await ScimBody.ReadAsync(Request, call.Aborted));
        await CheckNoneMatchAsync(id, read);
        var answer = await handler.PatchAsync(id, operations, WriteRequestOf(), call.Aborted);
        return ResourceAnswer.Of(answer, AttributeSelection.Of(handler, read, WrittenNames.Of(operations)));
    }

    private async ValueTask<ScimAnswer> DeleteAsync(string id)
    {
        await CheckNoneMatchAsync(id, ScimQuery.Read(Request, BaseUrl));
        return await handler.DeleteAsync(id, WriteRequestOf(), call.Aborted);
    }

    // A write with If-None-Match wants the resource absent, or at another version (RFC 9110 §13.1.2). SCIM writes only what is there.
    private async ValueTask CheckNoneMatchAsync(string id, ReadRequest request)
    {
        if (request.IfNoneMatch is not { } tags)
            return;
        var current = await handler.GetAsync(id, request, call.Aborted);
        if (current.Version is { } version && EntityTags.Matches(tags, version))
            throw new ScimException(412, null, $"The resource has version {version}, which If-None-Match rules out. Leave the header away to change it.");
    }

    private WriteRequest WriteRequestOf() => new(BaseUrl, Request.Headers.IfMatch.Count == 0 ? null : Request.Headers.IfMatch.ToString());
}
