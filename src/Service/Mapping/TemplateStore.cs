using System.Reflection;

namespace Sutler.Service.Mapping;

/// <summary>The templates that ship with the product: default schemas of jobs, by id.</summary>
internal static class TemplateStore
{
    public const string Ecma2Host = "ecma2host";

    /// <summary>The schema document of a template; null when there is none of this id.</summary>
    public static string? Find(string templateId)
    {
        if (templateId == Inbound.Uploads.InboundTemplate.Id)
            return Inbound.Uploads.InboundTemplate.Document;
        if (!string.Equals(templateId, Ecma2Host, StringComparison.Ordinal))
            return null;

        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("ecma2host.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
