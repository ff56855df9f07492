using FsCheck;
using FsCheck.Fluent;
using Sutler.Expressions.Functions;

namespace Sutler.Expressions.Tests;

/// <summary>Whatever the text, parsing gives an expression or an error, and evaluating a value or an error: nothing throws, nothing hangs.</summary>
public sealed class ParserFuzzTests
{
    private const ulong Seed = 20_260_102;

    private static readonly string[] Pieces =
    [
        .. FunctionCatalog.All.Select(function => function.Name + "("), "(", ")", ",", ", ,", "[", "]", "[a]", "[list]", "[date]", "[gone]", "\"", "\"x\"", "\"\"", "\"\\\\\"", "\"(\"", "\"yyyy\"", "\"d\"",
        "\\", "&H", "&HFF", "-", "1", "0", "-1", "3.5", "99999999999999999999", "=", "<>", ">=", "<", " ", "\t", "\n", "\0", "x.", "vbTextCompare", "é", "\ud83d", "😀", "“",
    ];

    [Fact]
    public void Any_text_parses_or_fails_and_evaluates_or_fails()
    {
        TestContext.Current.SendDiagnosticMessage($"FsCheck seed {Seed}");
        var texts = Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));
        Prop.ForAll(texts.ToArbitrary(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000).WithEndSize(60).WithReplay(Seed, 7));
    }

    [Fact]
    public void Any_well_formed_call_evaluates_or_fails()
    {
        TestContext.Current.SendDiagnosticMessage($"FsCheck seed {Seed}");
        var values = Gen.Elements("[a]", "[list]", "[date]", "[gone]", "[number]", "\"x\"", "\"\"", "\"(\"", "\"d\"", "\"yyyy\"", "\"2020-01-01\"", "1", "0", "-7", "300", "2000000000", " ");
        Gen<string> Node(int depth) => depth == 0 ? values : Gen.Frequency((1, values), (4, Call(depth)));
        Gen<string> Call(int depth) =>
            from function in Gen.Elements(FunctionCatalog.All.ToArray())
            from count in Gen.Choose(function.Parameters.Count(parameter => parameter.Required), function.Parameters.Count)
            from arguments in Gen.CollectToList(Enumerable.Range(0, count), _ => Node(depth - 1))
            select $"{function.Name}({string.Join(',', arguments)})";
        Prop.ForAll(Call(4).ToArbitrary(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithReplay(Seed, 7));
    }

    [Fact]
    public void Any_bytes_parse_or_fail()
    {
        var random = new Random((int)Seed);
        TestContext.Current.SendDiagnosticMessage($"seed {Seed}");
        var bytes = new byte[200];
        for (var run = 0; run < 20_000; run++)
        {
            random.NextBytes(bytes);
            Holds(System.Text.Encoding.Latin1.GetString(bytes, 0, random.Next(bytes.Length))).ShouldBeTrue();
            Holds(new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(0x10000))])).ShouldBeTrue();
        }
    }

    [Fact]
    public void What_parses_is_written_and_parses_again_to_the_same()
    {
        var texts = Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            if (Expression.Parse(text).Expression is not { } parsed)
                return true;
            var written = Syntax.ExpressionWriter.Write(parsed.Root);
            return Expression.Parse(written).Expression is { } again && Syntax.ExpressionWriter.Write(again.Root) == written;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000).WithEndSize(20).WithReplay(Seed, 7));
    }

    [Fact]
    public void The_longest_and_deepest_texts_end_soon()
    {
        foreach (var piece in Pieces.Where(piece => piece.Length > 0))
        {
            var text = string.Concat(Enumerable.Repeat(piece, Expression.MostCharacters / piece.Length));
            var began = TimeProvider.System.GetTimestamp();
            Holds(text).ShouldBeTrue(piece);
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(5), piece);
        }
    }

    private static bool Holds(string text)
    {
        var parsed = Expression.Parse(text);
        if (parsed.Error is { } error)
        {
            (error.Position >= 1 && error.Position <= text.Length + 1).ShouldBeTrue(text);
            return error.Message.EndsWith('.');
        }

        var result = parsed.Expression!.Evaluate(Samples.Source("a=x; list=x|y; date=2020-01-01; number=#7"), Samples.Context());
        return result.Error is null || result.Error.Message.EndsWith('.');
    }
}
