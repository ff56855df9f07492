using Sutler.Expressions.Functions;
using Sutler.Expressions.Syntax;

namespace Sutler.Expressions.Tests;

public sealed class ParserTests
{
    [Theory]
    [InlineData("", 1, "The expression is empty")]
    [InlineData("   ", 1, "The expression is empty")]
    [InlineData("Join", 1, "the function Join has no arguments")]
    [InlineData("mail", 1, "Write [mail] for an attribute")]
    [InlineData("Joint(\"a\")", 1, "there is no function 'Joint'. Did you mean Join?")]
    [InlineData("Frobnicate(1)", 1, "there is no function 'Frobnicate'")]
    [InlineData("Join(\"a\"", 9, "'the end' cannot stand here in Join")]
    [InlineData("Join(\"a\" [b])", 10, "'[' cannot stand here in Join. Put a comma between two arguments")]
    [InlineData("Join(\"a\",\"b)", 10, "the text that starts here does not end")]
    [InlineData("Join(\"a\",[b)", 10, "the attribute that starts here does not end")]
    [InlineData("Join(\"a\",[])", 10, "the attribute has no name")]
    [InlineData("Join(\"a\",[b]))", 14, "the expression ends before this")]
    [InlineData("Join(“a”,[b])", 6, "this is not a straight double quote")]
    [InlineData("Join('a',[b])", 6, "this is not a straight double quote")]
    [InlineData("[a] & [b]", 5, "Use Append or Join")]
    [InlineData("Join(;)", 6, "';' has no meaning here")]
    [InlineData("BitAnd(&H,1)", 8, "a hexadecimal number has 1 to 15 digits")]
    [InlineData("Left([a],1.2.3)", 10, "'1.2.3' is not a number")]
    [InlineData("Left([a])", 1, "Left misses argument 2, numChars")]
    [InlineData("Left(,3)", 1, "Left misses argument 1, string")]
    [InlineData("Now(1)", 1, "Now takes 0 argument(s), not 1")]
    [InlineData("Not([a],[b])", 1, "Not takes 1 argument(s), not 2")]
    [InlineData("[a]=\"b\"", 4, "a comparison stands only where a condition is expected")]
    [InlineData("Join([a]=\"b\",\"c\")", 9, "a comparison stands only where a condition is expected")]
    [InlineData("IIF([a]=[b]=[c],\"d\",\"e\")", 12, "only two values can be compared")]
    [InlineData("Switch([a],\"\",\"k\")", 1, "Switch has a key without a value")]
    [InlineData("Switch([a],\"\",\"k\",\"v\",\"k2\")", 1, "Switch has a key without a value")]
    [InlineData("Join(\"\",SelectUniqueValue([a],[b]))", 9, "SelectUniqueValue must be the outermost function")]
    [InlineData("SelectUniqueValue([a])", 1, "SelectUniqueValue misses argument 2")]
    public void A_fault_is_told_with_place_and_remedy(string text, int position, string expected)
    {
        var result = Expression.Parse(text);
        result.Expression.ShouldBeNull();
        result.Error!.Position.ShouldBe(position, result.Error.Message);
        result.Error.Message.ShouldContain(expected);
        result.Error.Message.ShouldEndWith(".");
    }

    [Fact]
    public void Length_and_depth_are_bounded()
    {
        Expression.Parse(Nested(49)).Error.ShouldBeNull();
        Expression.Parse(Nested(51)).Error!.Message.ShouldContain("nested deeper than 50");
        Expression.Parse(Nested(5_000)[..9_000]).Error.ShouldNotBeNull();
        Expression.Parse("\"" + new string('a', 9_998) + "\"").Error.ShouldBeNull();
        Expression.Parse("\"" + new string('a', 9_999) + "\"").Error!.Message.ShouldContain("has 10001 characters, more than 10000");
    }

    [Fact]
    public void Attributes_are_listed_once()
    {
        var expression = Expression.Parse("""Join(" ",[givenName],Coalesce([surname],[GIVENNAME],[emails[type eq "work"].value]))""").Expression!;
        expression.Attributes.ShouldBe(["givenName", "surname", "emails[type eq \"work\"].value"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("join(\"a\",[b])", "'join' is taken as Join")]
    [InlineData("Trim([a])", "'Trim' is taken as x.Trim")]
    [InlineData("""Replace([a], ,"\d", ,"")""", "Character 16: the backslash escapes nothing")]
    [InlineData("IIF(IsPresent([a]),\"b\",\"c\")", "does not support this condition in IIF")]
    [InlineData("IIF([a]=\"\",\"b\",\"c\")", "does not support a comparison with an empty text")]
    [InlineData("Switch(IsPresent([a]),\"\",\"True\",\"b\")", "does not support IsPresent as source of Switch")]
    public void What_the_original_would_not_take_is_warned_of(string text, string expected)
    {
        var result = Expression.Parse(text);
        result.Error.ShouldBeNull();
        result.Warnings.Single().ShouldContain(expected);
    }

    [Theory]
    [InlineData("Join(\"a\",[b])", null)]
    [InlineData("join(\"a\",[b])", "Did you mean Join?")]
    [InlineData("x.Trim([a])", "the original has no function x.Trim")]
    public void Strictly_only_what_the_original_takes_is_read(string text, string? expected)
    {
        var error = Expression.Parse(text, strict: true).Error;
        if (expected is null)
            error.ShouldBeNull();
        else
            error!.Message.ShouldContain(expected);
    }

    [Fact]
    public void Extensions_are_listed() => Expression.Parse("""x.Trim(Join("",Lookup("t",[a]),trim([b])))""").Expression!.Extensions.ShouldBe(["x.Trim", "x.Lookup"], ignoreOrder: true);

    [Theory]
    [InlineData("Replace([a], \"-\", , , \"_\", , )")]
    [InlineData("IIF([a] >= 5, Join(\"\\\\\", \"\\\"\"), [emails[type eq \"work\"].value])")]
    [InlineData("Now()")]
    [InlineData("InStr([a], \"x\", , vbTextCompare)")]
    public void What_is_written_reads_as_the_same_tree(string text)
    {
        var first = ExpressionWriter.Write(Expression.Parse(text).Expression!.Root);
        var second = ExpressionWriter.Write(Expression.Parse(first).Expression!.Root);
        second.ShouldBe(first);
        Shape(first).ShouldBe(Shape(text));
    }

    [Fact]
    public void The_tree_keeps_functions_attributes_constants_and_omissions()
    {
        var call = Expression.Parse("""Replace([a], ,"b", ,1)""").Expression!.Root.ShouldBeOfType<CallNode>();
        call.Name.ShouldBe("Replace");
        call.Arguments.Select(argument => argument.GetType().Name).ShouldBe(["AttributeNode", "OmittedNode", "ConstantNode", "OmittedNode", "ConstantNode"]);
        ((AttributeNode)call.Arguments[0]).Name.ShouldBe("a");
        ((ConstantNode)call.Arguments[4]).Value.Integer.ShouldBe(1);
    }

    [Fact]
    public void The_catalog_lists_every_documented_function()
    {
        string[] documented =
        [
            "Append", "AppRoleAssignmentsComplex", "AssertiveAppRoleAssignmentsComplex", "BitAnd", "CBool", "CDate", "Coalesce", "ConvertToBase64", "ConvertToUTF8Hex", "Count",
            "CStr", "DateAdd", "DateDiff", "DateFromNum", "DefaultDomain", "FormatDateTime", "Guid", "IgnoreFlowIfNullOrEmpty", "IIF", "InStr", "IsNothing", "IsNull", "IsNullOrEmpty",
            "IsPresent", "IsString", "Item", "Join", "Left", "Len", "Mid", "NormalizeDiacritics", "Not", "Now", "NumFromDate", "PCase", "Prepend", "RandomString", "Redact",
            "RemoveDuplicates", "Replace", "SelectUniqueValue", "SingleAppRoleAssignment", "Split", "StripSpaces", "Switch", "ToLower", "ToUpper", "Word",
        ];
        FunctionCatalog.All.Where(function => !function.IsExtension).Select(function => function.Name).ShouldBe(documented, ignoreOrder: true);
        FunctionCatalog.All.Where(function => function.IsExtension).ShouldAllBe(function => function.Name.StartsWith("x.", StringComparison.Ordinal));
    }

    /// <summary>The tree as text of another kind: without blanks, and bare words as texts.</summary>
    private static string Shape(string text) =>
        text.Replace(" ", "", StringComparison.Ordinal).Replace("vbTextCompare", "\"vbTextCompare\"", StringComparison.Ordinal).Replace("\"\"vbTextCompare\"\"", "\"vbTextCompare\"", StringComparison.Ordinal);

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("Not(", depth)) + "[a]" + new string(')', depth);
}
