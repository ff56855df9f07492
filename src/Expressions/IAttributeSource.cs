using Sutler.Expressions.Values;

namespace Sutler.Expressions;

/// <summary>The object that an expression reads.</summary>
public interface IAttributeSource
{
    /// <summary>The value of an attribute; <see cref="ExpressionValue.Null"/> when the object has none.</summary>
    ExpressionValue Get(string attribute);
}
