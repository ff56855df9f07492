using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace Sutler.Host.Connections;

/// <summary>Loads the YAML of a connection into a tree; what cannot be loaded becomes a fault that quotes nothing of the text.</summary>
internal static class ConnectionDocument
{
    public const long MaxBytes = 1 << 20;

    public static JsonObject? Load(string path, FaultList faults)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                faults.Add("", $"is larger than {MaxBytes} bytes. A connection needs a few kilobytes; check that this is a connection file.");
                return null;
            }

            using var text = new StreamReader(path);
            return Parse(text, faults);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add("", $"cannot be read ({e.Message}). Check that it exists and that this account may read it.");
            return null;
        }
    }

    public static JsonObject? Parse(TextReader text, FaultList faults)
    {
        try
        {
            if (YamlReader.Read(text) is JsonObject root)
                return root;
            faults.Add("", "must be a mapping of keys to values. Start with 'name:', 'connector:', 'secretToken:' and 'settings:'.");
        }
        catch (YamlException e)
        {
            // The parser's own words may quote the line, and the line may be a secret: only the place is told.
            faults.Add("", $"is not valid YAML at line {e.Start.Line}, column {e.Start.Column}. Correct indentation, quotes and repeated keys there.");
        }

        return null;
    }
}
