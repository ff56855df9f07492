using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sutler.Architecture.Tests;

/// <summary>The size budgets of CONTRIBUTING.md. Exceptions stand in <c>eng/budget-exceptions.txt</c>, each with its reason.</summary>
public sealed class BudgetTests
{
    private const int FileLimit = 400;
    private const int MethodLimit = 60;
    private const int ParameterLimit = 4;

    [Fact]
    public void No_file_is_longer_than_the_limit() =>
        Exceeding(file => Lines(file) > FileLimit ? [$"{file}: {Lines(file)} lines, at most {FileLimit}"] : []).ShouldBeEmpty();

    [Fact]
    public void Files_are_short_as_a_whole()
    {
        var lengths = Repository.SourceFiles("src").Select(Lines).Order().ToList();
        Percentile(lengths, 50).ShouldBeLessThanOrEqualTo(60);
        Percentile(lengths, 90).ShouldBeLessThanOrEqualTo(200);
    }

    [Fact]
    public void Methods_are_short_as_a_whole()
    {
        var lengths = Repository.SourceFiles("src").SelectMany(Methods).Select(MethodLines).Order().ToList();
        Percentile(lengths, 50).ShouldBeLessThanOrEqualTo(10);
        Percentile(lengths, 90).ShouldBeLessThanOrEqualTo(30);
    }

    [Fact]
    public void No_method_is_longer_than_the_limit() =>
        Exceeding(file => Methods(file)
            .Where(method => MethodLines(method) > MethodLimit)
            .Select(method => $"{file}: {Name(method)} has {MethodLines(method)} lines, at most {MethodLimit}")).ShouldBeEmpty();

    [Fact]
    public void Methods_take_few_parameters() =>
        Exceeding(file => Methods(file)
            .Where(method => Counted(method) > ParameterLimit)
            .Select(method => $"{file}: {Name(method)} takes {Counted(method)} parameters, at most {ParameterLimit} beside the cancellation token"))
            .ShouldBeEmpty();

    [Fact]
    public void No_unfinished_work_is_left() =>
        Repository.SourceFiles("src")
            .Where(file => new[] { "TODO", "FIXME", "HACK", "NotImplementedException", "#region" }
                .Any(word => Repository.Read(file).Contains(word, StringComparison.Ordinal)))
            .ShouldBeEmpty();

    [Fact]
    public void Every_exception_is_still_needed_and_has_a_reason()
    {
        foreach (var (path, reason) in Exceptions())
        {
            File.Exists(Path.Combine(Repository.Root, path)).ShouldBeTrue($"{path} is gone: remove its exception");
            reason.Length.ShouldBeGreaterThan(20, path);
        }
    }

    private static List<string> Exceeding(Func<string, IEnumerable<string>> check)
    {
        var excused = Exceptions().Select(e => e.Path).ToHashSet(StringComparer.Ordinal);
        return Repository.SourceFiles("src").Where(file => !excused.Contains(file)).SelectMany(check).ToList();
    }

    private static IEnumerable<(string Path, string Reason)> Exceptions() =>
        from line in File.ReadAllLines(Path.Combine(Repository.Root, "eng/budget-exceptions.txt"))
        where line.Length > 0 && line[0] != '#'
        let parts = line.Split(' ', 2)
        select (parts[0], parts.Length > 1 ? parts[1] : "");

    private static int Lines(string file) => Repository.Read(file).AsSpan().Count('\n');

    private static IEnumerable<BaseMethodDeclarationSyntax> Methods(string file) =>
        CSharpSyntaxTree.ParseText(Repository.Read(file)).GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>();

    private static int MethodLines(BaseMethodDeclarationSyntax method)
    {
        var span = method.SyntaxTree.GetLineSpan(method.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static int Counted(BaseMethodDeclarationSyntax method) =>
        method is ConstructorDeclarationSyntax
            || method.Modifiers.Any(modifier => modifier.IsKind(SyntaxKind.OverrideKeyword))
            || method.AttributeLists.ToString().Contains("LoggerMessage", StringComparison.Ordinal)
            || method.AttributeLists.ToString().Contains("LibraryImport", StringComparison.Ordinal)
            ? 0
            : method.ParameterList.Parameters.Count(p => p.Type?.ToString() is not ("CancellationToken" or "ILogger"));

    private static string Name(BaseMethodDeclarationSyntax method) =>
        method is MethodDeclarationSyntax named ? named.Identifier.Text : "constructor";

    private static int Percentile(List<int> sorted, int percent) => sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
}
