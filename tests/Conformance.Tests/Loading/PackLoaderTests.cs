using Sutler.Conformance.Loading;

namespace Sutler.Conformance.Tests.Loading;

public sealed class PackLoaderTests
{
    private const string Step = "\n    steps: [{get: /Users}]";

    [Theory]
    [InlineData("- id: a\n    title: t", "source")]
    [InlineData("- id: a\n    title: t\n    source: s", "steps")]
    [InlineData("- id: a\n    title: t\n    source: s\n    level: always" + Step, "must, should or may")]
    [InlineData("- id: a\n    title: t\n    source: s\n    colour: red" + Step, "unknown key 'colour'")]
    [InlineData("- id: a\n    title: t\n    source: s\n    needs: warp drive" + Step, "is no need")]
    [InlineData("- id: a\n    title: t\n    source: s\n    given: {robot: {}}" + Step, "names no type")]
    [InlineData("- id: a\n    title: t\n    source: s\n    steps: [{get: Users}]", "begins with /")]
    [InlineData("- id: a\n    title: t\n    source: s\n    steps: [{get: /Users, post: /Users}]", "exactly one")]
    [InlineData("- id: a\n    title: t\n    source: s\n    steps: [{get: /Users, status: 7}]", "is no status")]
    [InlineData("- id: a\n    title: t\n    source: s\n    steps: [{get: /Users, expect: {a: {equalish: 1}}}]", "unknown operator 'equalish'")]
    [InlineData("- id: a\n    title: t\n    source: s\n    steps: [{get: /Users, expect: {a: {matches: '('}}}]", "does not fit")]
    [InlineData("- id: a\n    title: t\n    source: s\n    steps: [{post: /Users, body: {}, with: {}}]", "one body")]
    [InlineData("- id: [", "not valid YAML")]
    public void A_fault_is_refused_with_file_line_and_remedy(string one, string word)
    {
        var thrown = Should.Throw<PackException>(() => Load($"theme: t\ncases:\n  {one}\n"));
        thrown.Message.ShouldMatch(@"^t\.yaml:\d+: ");
        thrown.Message.ShouldContain(word);
    }

    [Fact]
    public void A_folder_is_loaded_and_an_id_that_stands_twice_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("sutler-pack-").FullName;
        try
        {
            foreach (var name in new[] { "a", "b" })
                File.WriteAllText(Path.Combine(folder, name + ".yaml"), "theme: t\ncases:\n  - id: same\n    title: t\n    source: s" + Step + "\n");
            PackLoader.LoadFrom(Path.Combine(folder, "a.yaml")).ShouldHaveSingleItem().Id.ShouldBe("same");
            Should.Throw<PackException>(() => PackLoader.LoadFrom(folder)).Message.ShouldContain("'same' is given twice");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_case_needs_what_its_resources_use()
    {
        var one = Load("theme: t\ncases:\n  - id: a\n    title: t\n    source: s\n    given: {user: {name: {givenName: x}}}\n    steps: [{patch: /Users/1, operations: []}]\n").Single();
        one.Needs.Select(need => need.Text).ShouldBe(["User", "User.name.givenName", "User.name", "patch"], ignoreOrder: true);
    }

    private static IReadOnlyList<Sutler.Conformance.Cases.ConformanceCase> Load(string yaml)
    {
        using var text = new StringReader(yaml);
        return PackLoader.ReadFile("t.yaml", text);
    }
}
