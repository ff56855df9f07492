using Sutler.Expressions.Functions;
using Sutler.Service.Scoping;

namespace Sutler.Service.Tests.Schemas;

/// <summary>The reference page lists every function with its parameters, and every operator.</summary>
public sealed class ReferencePageTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Root(), "docs", "reference", "mappings.md"));

    [Fact]
    public void Every_function_is_on_the_page_with_its_parameters_and_no_other()
    {
        var listed = Lines.SkipWhile(line => line != "## Functions").Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        listed.ShouldBe(FunctionCatalog.All.Select(Signature), ignoreOrder: true);
    }

    [Fact]
    public void Every_operator_is_on_the_page_and_no_other()
    {
        var listed = Lines.SkipWhile(line => line != "## Filters").TakeWhile(line => line != "## Functions").Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split('`').Where((_, index) => index % 2 == 1));
        listed.ShouldBe(ScopeOperators.All.Select(item => item.Name), ignoreOrder: true);
    }

    private static string Signature(ExpressionFunction function) =>
        $"{function.Name}({string.Join(", ", function.Parameters.Select(parameter => parameter.Name + (parameter.Required ? "" : "?") + (parameter.AllowMultipleOccurrences ? "…" : "")))})";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Sutler.slnx")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
