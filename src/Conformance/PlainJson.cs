using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sutler.Conformance;

/// <summary>JSON for people and for the wire: no escapes beyond what JSON itself asks for.</summary>
internal static class PlainJson
{
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonSerializerOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };
}
