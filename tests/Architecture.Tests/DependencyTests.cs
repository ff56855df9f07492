using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Sutler.Architecture.Tests;

/// <summary>Keeps the direction of dependencies: who may reference whom, and where ASP.NET may be seen.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Scim"] = [],
        ["Expressions"] = [],
        ["Connectors.Sdk"] = [],
        ["Odbc"] = [],
        ["Storage"] = [],
        ["Conformance"] = [],
        ["Tunnel"] = [],
        ["Connectors"] = ["Connectors.Sdk", "Odbc", "Storage"],
        ["Host"] = ["Connectors", "Connectors.Sdk", "Scim", "Storage"],
        ["Service"] = ["Expressions", "Scim", "Storage", "Tunnel"],
        ["Cli"] = ["Conformance", "Host", "Service", "Storage", "Tunnel"],
    };

    [Fact]
    public void Every_source_project_is_known_and_references_only_what_it_may()
    {
        var projects = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).ToList();
        projects.Select(p => Path.GetFileNameWithoutExtension(p)).ShouldBe(Allowed.Keys, ignoreOrder: true);

        var violations =
            from project in projects
            let name = Path.GetFileNameWithoutExtension(project)
            from reference in XDocument.Load(project).Descendants("ProjectReference")
            let target = Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))
            where !Allowed[name].Contains(target)
            select $"{name} -> {target}";
        violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Service", "Sutler.Host")]
    [InlineData("Service", "Sutler.Connectors")]
    [InlineData("Host", "Sutler.Service")]
    [InlineData("Host", "Sutler.Tunnel")]
    [InlineData("Tunnel", "Sutler.Scim")]
    [InlineData("Cli", "Sutler.Connectors")]
    public void A_room_does_not_speak_of_one_it_must_not_know(string project, string foreign)
    {
        var word = new Regex($@"\b{Regex.Escape(foreign)}\b", RegexOptions.None, TimeSpan.FromSeconds(1));
        Repository.SourceFiles($"src/{project}").Where(file => word.IsMatch(Repository.Read(file))).ShouldBeEmpty();
    }

    [Fact]
    public void Web_framework_types_are_seen_only_at_the_edges()
    {
        var edge = new Regex(
            @"^src/(Tunnel|Cli)/|/Server/|Endpoints?\.cs$|EndpointRoutes\.cs$|Role(\.\w+)?\.cs$|/Api/",
            RegexOptions.None,
            TimeSpan.FromSeconds(1));
        Repository.SourceFiles("src")
            .Where(file => !edge.IsMatch(file) && Repository.Read(file).Contains("using Microsoft.AspNetCore", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }
}
