using System.Collections.Frozen;

namespace Sutler.Expressions.Functions;

/// <summary>All functions of the language.</summary>
public static class FunctionCatalog
{
    private static readonly FrozenDictionary<string, ExpressionFunction> ByName = Names();

    /// <summary>Every function, by name.</summary>
    public static IReadOnlyList<ExpressionFunction> All { get; } = [.. ByName.Values.Distinct().OrderBy(function => function.Name, StringComparer.Ordinal)];

    /// <summary>The function of this name, in any case; null when there is none. Extensions answer with and without their <c>x.</c>.</summary>
    public static ExpressionFunction? Find(string name) => ByName.GetValueOrDefault(name);

    private static FrozenDictionary<string, ExpressionFunction> Names()
    {
        Dictionary<string, ExpressionFunction> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (var function in Make())
        {
            names.Add(function.Name, function);
            if (function.IsExtension)
                names.Add(function.Name[2..], function);
        }

        return names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static ExpressionFunction[] Make() =>
    [
        new AndFunction(), new AppRoleAssignmentsComplexFunction(), new AppendFunction(), new AssertiveAppRoleAssignmentsComplexFunction(),
        new BitAndFunction(), new CBoolFunction(), new CDateFunction(), new CStrFunction(), new CoalesceFunction(),
        new ConvertToBase64Function(), new ConvertToUTF8HexFunction(), new CountFunction(), new DateAddFunction(), new DateDiffFunction(),
        new DateFromNumFunction(), new DefaultDomainFunction(), new FormatDateTimeFunction(), new GuidFunction(), new HashFunction(),
        new IgnoreFlowIfNullOrEmptyFunction(), new IifFunction(), new InStrFunction(), new IsNothingFunction(), new IsNullFunction(),
        new IsNullOrEmptyFunction(), new IsPresentFunction(), new IsStringFunction(), new ItemFunction(), new JoinFunction(),
        new LeftFunction(), new LenFunction(), new LookupFunction(), new MidFunction(), new NormalizeDiacriticsFunction(), new NotFunction(), new NowFunction(),
        new NumFromDateFunction(), new OrFunction(), new PCaseFunction(), new PrependFunction(), new RandomStringFunction(),
        new RedactFunction(), new RegexMatchFunction(), new RemoveDuplicatesFunction(), new ReplaceFunction(),
        new SelectUniqueValueFunction(), new SingleAppRoleAssignmentFunction(), new SplitFunction(), new StripSpacesFunction(),
        new SwitchFunction(), new ToLowerFunction(), new ToUpperFunction(), new TrimFunction(), new WordFunction(),
    ];
}
