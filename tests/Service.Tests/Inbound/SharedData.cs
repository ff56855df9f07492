using System.Text.Json.Nodes;

namespace Sutler.Service.Tests.Inbound;

/// <summary>Recorded bodies that lie beside the checkout; tests that need them are skipped where they are not.</summary>
internal static class SharedData
{
    public static JsonObject Read(params string[] path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.Directory.Exists(Path.Combine(folder.FullName, "shared", "data")))
            folder = folder.Parent;
        Assert.SkipWhen(folder is null, "There is no shared/data beside the checkout.");
        return JsonNode.Parse(File.ReadAllText(Path.Combine([folder!.FullName, "shared", "data", .. path])))!.AsObject();
    }
}
