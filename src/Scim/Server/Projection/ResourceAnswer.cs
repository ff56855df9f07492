namespace Sutler.Scim.Server.Projection;

/// <summary>Makes answers that hold of each resource what the client gets. Without a selection, what the handler writes goes out untouched.</summary>
internal static class ResourceAnswer
{
    public static ScimAnswer Of(ScimAnswer answer, AttributeSelection? selection) =>
        selection is null || answer.WriteBody is not { } write
            ? answer
            : answer with { Length = null, WriteBody = body => new ResourceProjector(selection).Write(body, write) };

    public static ScimAnswer Of(ScimPage page, AttributeSelection? selection)
    {
        page = Select(page, selection);
        return new ScimAnswer(200) { Age = page.Age, WriteBody = body => ListResponseWriter.Write(body, page) };
    }

    public static ScimPage Select(ScimPage page, AttributeSelection? selection)
    {
        if (selection is null)
            return page;
        var (projector, write) = (new ResourceProjector(selection), page.WriteResource);
        return page with { WriteResource = (body, i) => projector.Write(body, buffer => write(buffer, i)) };
    }
}
