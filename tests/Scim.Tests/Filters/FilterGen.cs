using FsCheck;
using FsCheck.Fluent;
using Sutler.Scim.Filters;

namespace Sutler.Scim.Tests.Filters;

/// <summary>Makes filters for property tests.</summary>
internal static class FilterGen
{
    private static readonly Gen<string> _name = Gen.Elements("userName", "name", "emails", "type", "value", "$ref", "x-y_z", "not", "and", "pr", "éa", "-dn-");

    private static readonly Gen<string?> _schema = Gen.Frequency<string?>(
        (4, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>(TestSchemas.EcmaUrn, TestSchemas.UserUrn, "urn:a:1.0")));

    private static readonly Gen<AttributePath> _path =
        from schema in _schema
        from attribute in _name
        from sub in Gen.Frequency<string?>((3, Gen.Constant<string?>(null)), (1, _name.Select(name => (string?)name)))
        select new AttributePath(schema, attribute, sub);

    private static readonly Gen<AttributePath> _innerPath = _name.Select(name => new AttributePath(null, name, null));

    private static readonly Gen<object?> _literal = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Where(text => text is not null).Select(text => (object?)text),
        Gen.Elements<object?>("say \"hi\"", "\\", "true", "null", "12", "a b", "+&#%", "漢🎉", "\t\n\u0001"),
        ArbMap.Default.GeneratorFor<int>().Select(number => (object?)(number / 7m)),
        Gen.Elements<object?>(true, false, null));

    public static Arbitrary<FilterExpression> Filters { get; } = Arb.From(Gen.Sized(size => Expression(Math.Min(size, 30), _path, inner: false)));

    private static Gen<FilterExpression> Expression(int size, Gen<AttributePath> paths, bool inner)
    {
        var leaf = Gen.OneOf(
            paths.Select(path => (FilterExpression)new PresenceFilter(path)),
            from path in paths
            from comparison in Gen.Elements(Enum.GetValues<ComparisonOperator>())
            from value in _literal
            select (FilterExpression)new ComparisonFilter(path, comparison, value));
        if (size <= 1)
            return leaf;
        var half = Expression(size / 2, paths, inner);
        var branches = new List<Gen<FilterExpression>>
        {
            leaf,
            half.Select(filter => (FilterExpression)new NotFilter(filter)),
            from left in half from right in half select (FilterExpression)new AndFilter(left, right),
            from left in half from right in half select (FilterExpression)new OrFilter(left, right),
        };
        if (!inner)
        {
            branches.Add(
                from path in paths
                from value in Expression(size / 2, _innerPath, inner: true)
                select (FilterExpression)new ValuePathFilter(path, value));
        }
        return Gen.OneOf(branches);
    }
}
