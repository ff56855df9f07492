using System.Reflection;

namespace Sutler.Service.Mapping;

/// <summary>The templates that ship with the product: default schemas of jobs, by id.</summary>
internal static class TemplateStore
{
    /// <summary>For an application behind a connector host.</summary>
    public const string Ecma2Host = "ecma2host";

    /// <summary>For an application that speaks SCIM itself.</summary>
    public const string Scim = "scim";

    public static readonly IReadOnlyList<string> Ids = [Ecma2Host, Scim, Inbound.Uploads.InboundTemplate.Id];

    /// <summary>The schema document of a template; null when there is none of this id.</summary>
    public static string? Find(string templateId)
    {
        if (templateId == Inbound.Uploads.InboundTemplate.Id)
            return Inbound.Uploads.InboundTemplate.Document;
        if (!Ids.Contains(templateId, StringComparer.Ordinal))
            return null;

        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{templateId}.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
