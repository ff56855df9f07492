using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;
using Sutler.Host.View;

namespace Sutler.Host.Export;

/// <summary>Tells whether the target looks as if a change of unknown fate had been made.</summary>
internal static class ChangeVisibility
{
    public static bool IsVisible(ExposedType type, ObjectChange change, ConnectorObject? found)
    {
        if (change.Kind is ChangeKind.Delete)
            return found is null;

        // What is never read, such as a password, cannot be seen: a change of nothing else may or may not have been made.
        var visible = change.Attributes.Where(c => type.Attribute(c.Key) is { WriteOnly: false }).ToList();
        return found is not null
            && (visible is not [] || change.Attributes.Count == 0)
            && visible.TrueForAll(c => IsVisible(c.Value, found.Attributes.GetValueOrDefault(c.Key)));
    }

    private static bool IsVisible(AttributeChange change, object? found)
    {
        if (change.Kind is AttributeChangeKind.Replace)
            return ConnectorValues.AreEqual(change.Value, found);
        var values = new HashSet<object>(found as IReadOnlyList<object> ?? [], ConnectorValues.Comparer);
        return change.Added.All(values.Contains) && !change.Removed.Except(change.Added, ConnectorValues.Comparer).Any(values.Contains);
    }
}
