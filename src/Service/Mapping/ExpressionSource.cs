using Sutler.Service.Directory;
using Sutler.Service.Planning;

namespace Sutler.Service.Mapping;

/// <summary>Computes the value from the object's attributes.</summary>
internal sealed record ExpressionSource(string Text) : IMappingSource
{
    public static ExpressionSource Parse(string target, string text) =>
        text is "Not([IsSoftDeleted])" ? new ExpressionSource(text) : throw SchemaReader.Refuse(target, $"has the expression '{text}', which is not known");

    public object? Evaluate(SourceObject source) => source.Value(UserAttribute.IsSoftDeleted) is not true;
}
