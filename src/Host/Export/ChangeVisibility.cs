using System.Text;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Connections;

namespace Sutler.Host.Export;

/// <summary>Tells whether the target looks as if a change of unknown fate had been made.</summary>
internal static class ChangeVisibility
{
    public static bool IsVisible(ExposedType type, ObjectChange change, ConnectorObject? found)
    {
        if (change.Kind is ChangeKind.Delete)
            return found is null;
        if (found is null || change.Attributes.Values.Any(c => c.Kind is not AttributeChangeKind.Replace))
            return false;

        var wanted = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in change.Attributes)
        {
            if (value.Value is not null)
                wanted[name] = value.Value;
        }

        var wantedContent = ContentWriter.Write(type, wanted);
        var foundContent = ContentWriter.Write(type, found.Attributes);
        return change.Attributes.Keys.All(name => Same(wantedContent, foundContent, type.Attribute(name)!.Name));
    }

    private static bool Same(byte[] wanted, byte[] found, string attribute)
    {
        var name = Encoding.UTF8.GetBytes(attribute);
        return ContentReader.Raw(wanted, name).SequenceEqual(ContentReader.Raw(found, name));
    }
}
