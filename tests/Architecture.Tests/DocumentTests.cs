using System.Text.RegularExpressions;

namespace Sutler.Architecture.Tests;

/// <summary>The documents tell the truth about the tree: files they name exist, links lead somewhere.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void Links_in_documents_lead_to_files_that_exist()
    {
        var broken =
            from document in Documents()
            from Match link in Link().Matches(File.ReadAllText(document))
            let target = link.Groups[1].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
            let path = Path.Combine(Path.GetDirectoryName(document)!, target)
            where !File.Exists(path) && !Directory.Exists(path)
            select $"{Path.GetRelativePath(Repository.Root, document)} -> {target}";
        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Source_files_that_documents_name_exist()
    {
        var missing =
            from document in Documents()
            from Match name in SourcePath().Matches(File.ReadAllText(document))
            where !File.Exists(Path.Combine(Repository.Root, name.Groups[1].Value)) && !Directory.Exists(Path.Combine(Repository.Root, name.Groups[1].Value))
            select $"{Path.GetRelativePath(Repository.Root, document)}: {name.Groups[1].Value}";
        missing.ShouldBeEmpty();
    }

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories));

    private static Regex Link() => new(@"\]\(([^)\s]+)\)", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static Regex SourcePath() => new(@"`((?:src|tests|perf|eng)/[A-Za-z0-9_./-]+)`", RegexOptions.None, TimeSpan.FromSeconds(1));
}
