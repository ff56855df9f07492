using System.Text;
using Sutler.Service.Directory;
using Sutler.Service.Directory.Filters;
using Sutler.Service.Directory.Queries;

namespace Sutler.Service.Tests.Directory.Filters;

/// <summary>What a filter means, said in memory: the standard that SQL is held to.</summary>
internal static class FilterOracle
{
    public static bool Passes(DirectoryUser user, FilterTree node) => node switch
    {
        FilterTree.And and => Passes(user, and.Left) && Passes(user, and.Right),
        FilterTree.Or or => Passes(user, or.Left) || Passes(user, or.Right),
        FilterTree.Not not => !Passes(user, not.Inner),
        FilterTree.Compare compare => Compare(user, compare.Path.Name, compare.Operator, compare.Value),
        FilterTree.In list => list.Values.Any(value => Compare(user, list.Path.Name, "eq", value)),
        FilterTree.Match match => Value(user, match.Path.Name) is string text && Match(match, text),
        FilterTree.Any any => Value(user, any.Path.Name) is string[] many && many.Any(item => any.Test is null || Inner(item, any.Test)),
        _ => throw new InvalidOperationException(),
    };

    private static bool Inner(string item, FilterTree node) => node switch
    {
        FilterTree.Or or => Inner(item, or.Left) || Inner(item, or.Right),
        FilterTree.And and => Inner(item, and.Left) && Inner(item, and.Right),
        FilterTree.Not not => !Inner(item, not.Inner),
        FilterTree.Compare compare => Holds(compare.Operator, Order(TextFold.Of(item), TextFold.Of((string)compare.Value!))),
        FilterTree.Match match => Match(match, item),
        _ => throw new InvalidOperationException(),
    };

    private static bool Compare(DirectoryUser user, string name, string sign, object? value)
    {
        var attribute = DirectoryTypes.User.Find(name)!;
        var own = Value(user, name);
        var typed = (attribute.Type, own) switch
        {
            (AttributeType.Boolean, not bool) => null,
            (AttributeType.Text or AttributeType.Time, not string) => null,
            _ => own,
        };
        if (value is null)
            return sign == "eq" ? typed is null : typed is not null;
        int? order = (typed, value) switch
        {
            (bool left, bool right) => left.CompareTo(right),
            (decimal left, decimal right) => left.CompareTo(right),
            (string left, DateTimeOffset right) => Order(left, DirectoryTime.Text(right)!),
            (string left, string right) when attribute.CaseExact => Order(left, right),
            (string left, string right) when attribute.KeyColumn is not null && sign is "eq" or "ne" => Order(UserRow.Key(left), UserRow.Key(right)),
            (string left, string right) => Order(TextFold.Of(left), TextFold.Of(right)),
            _ => null,
        };
        return order is { } known ? Holds(sign, known) : sign == "ne";
    }

    private static object? Value(DirectoryUser user, string name)
    {
        var attribute = DirectoryTypes.User.Find(name)!;
        return attribute.Name == UserAttribute.AccountEnabled ? user.AccountEnabled : user.Attributes.GetValueOrDefault(attribute.Name);
    }

    private static bool Match(FilterTree.Match match, string text)
    {
        var (own, wanted) = (TextFold.Of(text), TextFold.Of(match.Text));
        return match.Function switch
        {
            "startsWith" => own.StartsWith(wanted, StringComparison.Ordinal),
            "endsWith" => own.EndsWith(wanted, StringComparison.Ordinal),
            _ => own.Contains(wanted, StringComparison.Ordinal),
        };
    }

    private static int Order(string left, string right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));

    private static bool Holds(string sign, int order) => sign switch
    {
        "eq" => order == 0,
        "ne" => order != 0,
        "gt" => order > 0,
        "ge" => order >= 0,
        "lt" => order < 0,
        _ => order <= 0,
    };
}
