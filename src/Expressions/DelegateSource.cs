using Sutler.Expressions.Values;

namespace Sutler.Expressions;

/// <summary>Attributes that a delegate looks up.</summary>
public sealed class DelegateSource(Func<string, ExpressionValue> get) : IAttributeSource
{
    public ExpressionValue Get(string attribute) => get(attribute);
}
