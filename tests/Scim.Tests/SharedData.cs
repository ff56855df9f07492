namespace Sutler.Scim.Tests;

/// <summary>Recorded requests and the RFCs' figures, which lie beside the checkout on some machines; tests that need them are skipped elsewhere.</summary>
internal static class SharedData
{
    public static string Read(string path) => File.ReadAllText(Path.Combine(Folder(), path));

    public static IReadOnlyList<string> Files(string pattern) => Directory.GetFiles(Path.Combine(Folder(), Path.GetDirectoryName(pattern)!), Path.GetFileName(pattern));

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(data))
                return data;
        }
        Assert.Skip("There is no folder shared/data beside the checkout.");
        return "";
    }
}
