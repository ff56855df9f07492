using System.Text;

namespace Sutler.Scim.Tests.Fuzz;

/// <summary>The recorded inputs: what clients send, what broke something once, and what is wrong in a way worth keeping.</summary>
internal static class Corpus
{
    public static IReadOnlyList<(string Name, string Text)> Read(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Corpus", folder))
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file, Encoding.UTF8)))];
}
