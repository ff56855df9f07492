using Sutler.Expressions.Values;

namespace Sutler.Expressions;

/// <summary>Attributes held in a dictionary; whether case counts is the dictionary's rule.</summary>
public sealed class DictionarySource(IReadOnlyDictionary<string, ExpressionValue> values) : IAttributeSource
{
    public ExpressionValue Get(string attribute) => values.TryGetValue(attribute, out var value) ? value : ExpressionValue.Null;
}
