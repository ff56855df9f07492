using System.Globalization;
using Sutler.Expressions.Functions;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Syntax;

/// <summary>Recursive descent over the tokens, bounded in length and depth. Stops at the first fault.</summary>
internal sealed class Parser
{
    private readonly string _text;
    private readonly bool _strict;
    private readonly Lexer _lexer;
    private readonly HashSet<string> _attributes = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _extensions = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];
    private Token _token;
    private ParseError? _error;

    public Parser(string text, bool strict)
    {
        _text = text;
        _strict = strict;
        _lexer = new Lexer(text);
    }

    public ParseResult Parse()
    {
        if (_text.Length > Expression.MostCharacters)
            return Failed(new ParseError(Expression.MostCharacters + 1, $"The expression has {_text.Length} characters, more than {Expression.MostCharacters}. Shorten it."));

        _token = _lexer.Next();
        if (_token.Kind is TokenKind.End)
            return Failed(new ParseError(1, "The expression is empty. Write a function such as Join(\" \", [givenName], [surname])."));

        var root = Value(depth: 1);
        if (_error is null && _token.Kind is TokenKind.Comparison)
            Fail(_token, "a comparison stands only where a condition is expected. Put it into IIF or CBool");
        else if (_error is null && _token.Kind is not TokenKind.End)
            Fail(_token, "the expression ends before this. Take the rest out, or put it into the function");
        if (_error is not null)
            return Failed(_error);

        foreach (var position in _lexer.LooseBackslashes)
            _warnings.Add(string.Create(CultureInfo.InvariantCulture, $"Character {position}: the backslash escapes nothing and is kept. Write it twice."));
        return new ParseResult { Expression = new Expression(_text, root, _attributes, _extensions), Warnings = _warnings };
    }

    private static ParseResult Failed(ParseError error) => new() { Error = error };

    private OmittedNode Fail(Token token, string message)
    {
        var text = token.Kind is TokenKind.Fault ? token.Text : message;
        _error ??= new ParseError(token.Position, string.Create(CultureInfo.InvariantCulture, $"Character {token.Position}: {text}."));
        _token = new Token(TokenKind.End, token.Position, "");
        return new OmittedNode(token.Position);
    }

    private ExpressionNode Value(int depth)
    {
        var token = _token;
        if (depth > Expression.MostDepth)
            return Fail(token, $"the functions are nested deeper than {Expression.MostDepth}. Simplify the expression");

        _token = _lexer.Next();
        switch (token.Kind)
        {
            case TokenKind.Text:
                return new ConstantNode(token.Position, ExpressionValue.Of(token.Text));
            case TokenKind.Attribute:
                _attributes.Add(token.Text);
                return new AttributeNode(token.Position, token.Text);
            case TokenKind.Number:
                return Number(token);
            case TokenKind.Name:
                return _token.Kind is TokenKind.Open ? Call(token, depth) : Word(token);
            default:
                return Fail(token, "a value is missing here. Write a function, an [attribute], a \"text\" or a number");
        }
    }

    private ExpressionNode Number(Token token)
    {
        if (long.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return new ConstantNode(token.Position, ExpressionValue.Of(whole));
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(token.Text, Style, CultureInfo.InvariantCulture, out _)
            ? new ConstantNode(token.Position, ExpressionValue.Of(token.Text))
            : Fail(token, $"'{token.Text}' is not a number. Write digits, with a minus before and a point within if needed");
    }

    private ExpressionNode Word(Token token) => token.Text switch
    {
        "vbTextCompare" or "vbBinaryCompare" or "True" or "False" => new ConstantNode(token.Position, ExpressionValue.Of(token.Text)),
        _ when FunctionCatalog.Find(token.Text) is not null => Fail(token, $"the function {token.Text} has no arguments. Write them in parentheses, empty ones if there are none"),
        _ => Fail(token, $"'{token.Text}' is neither a function, an attribute nor a text. Write [{token.Text}] for an attribute or \"{token.Text}\" for a text"),
    };

    private ExpressionNode Call(Token name, int depth)
    {
        var function = FunctionCatalog.Find(name.Text);
        if (function is null)
            return Fail(name, $"there is no function '{name.Text}'. {Suggestion(name.Text)}");
        if (_strict && function.IsExtension)
            return Fail(name, $"the original has no function {function.Name}. Use its own functions");
        if (_strict && function.Name != name.Text)
            return Fail(name, $"there is no function '{name.Text}'. Did you mean {function.Name}?");
        if (function.IsExtension)
            _extensions.Add(function.Name);
        if (!string.Equals(function.Name, name.Text, StringComparison.Ordinal))
            _warnings.Add(string.Create(CultureInfo.InvariantCulture, $"Character {name.Position}: '{name.Text}' is taken as {function.Name}. Write it so."));

        _token = _lexer.Next();
        List<ExpressionNode> arguments = [];
        while (_error is null)
        {
            arguments.Add(_token.Kind is TokenKind.Comma or TokenKind.Close ? new OmittedNode(_token.Position) : Condition(function.Takes(arguments.Count), depth + 1));
            if (_error is not null)
                break;
            var separator = _token;
            if (separator.Kind is not (TokenKind.Comma or TokenKind.Close))
                return Fail(separator, $"'{Shown(separator)}' cannot stand here in {function.Name}. Put a comma between two arguments, and ) after the last");
            _token = _lexer.Next();
            if (separator.Kind is TokenKind.Close)
                break;
        }

        if (arguments is [OmittedNode])
            arguments.Clear();
        if (_error is null && function.Check(arguments) is { } fault)
            return Fail(name, fault);
        if (_error is null && function.MustBeOutermost && depth > 1)
            return Fail(name, $"{function.Name} must be the outermost function. Move the functions around it into its arguments");
        if (_error is null && function.Warn(arguments) is { } warning)
            _warnings.Add(string.Create(CultureInfo.InvariantCulture, $"Character {name.Position}: {warning}"));
        return new CallNode(name.Position, function, arguments);
    }

    private ExpressionNode Condition(FunctionParameter? parameter, int depth)
    {
        var left = Value(depth);
        if (_error is not null || _token.Kind is not TokenKind.Comparison)
            return left;

        var sign = _token;
        if (parameter is not { IsCondition: true })
            return Fail(sign, "a comparison stands only where a condition is expected. Put it into IIF or CBool");
        _token = _lexer.Next();
        var right = Value(depth);
        if (_error is null && _token.Kind is TokenKind.Comparison)
            return Fail(_token, "only two values can be compared. Nest a second IIF for the second comparison");
        return new ComparisonNode(left.Position, Sign(sign.Text), left, right);
    }

    private static ComparisonSign Sign(string text) => text switch
    {
        "=" => ComparisonSign.Equal,
        "<>" => ComparisonSign.NotEqual,
        ">" => ComparisonSign.Greater,
        ">=" => ComparisonSign.GreaterOrEqual,
        "<" => ComparisonSign.Less,
        _ => ComparisonSign.LessOrEqual,
    };

    private string Shown(Token token) => token.Kind is TokenKind.End ? "the end" : _text[(token.Position - 1)..token.Position];

    private static string Suggestion(string name)
    {
        var close = FunctionCatalog.All.FirstOrDefault(function => function.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase) || name.StartsWith(function.Name, StringComparison.OrdinalIgnoreCase));
        return close is null ? "See the list of functions" : $"Did you mean {close.Name}?";
    }
}
