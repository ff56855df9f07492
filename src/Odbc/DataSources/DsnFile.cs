using System.Text;

namespace Sutler.Odbc.DataSources;

/// <summary>Reads a DSN file: the entries below <c>[ODBC]</c>, in UTF-8 (H/SQL-10).</summary>
internal static class DsnFile
{
    private const int MostBytes = 64 * 1024;
    private const string State = "IM014";

    /// <summary>The entries, in order.</summary>
    /// <exception cref="OdbcException">The file is not there, not UTF-8, or no DSN file.</exception>
    public static List<(string Key, string Value)> Read(string path)
    {
        var text = Text(path);
        List<(string, string)> entries = [];
        var inSection = false;
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] is ';' or '#')
                continue;
            if (line[0] == '[')
            {
                inSection = line.Equals("[ODBC]", StringComparison.OrdinalIgnoreCase);
                continue;
            }

            if (!inSection)
                continue;
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw Fault(path, $"line {number} is not 'key=value'. Correct it.");
            entries.Add((line[..equals].TrimEnd(), ConnectionText.Unbraced(line[(equals + 1)..].TrimStart())));
        }

        return entries.Count > 0 ? entries : throw Fault(path, "there is no entry below [ODBC]. Save the data source anew as a file, or correct the path.");
    }

    private static string Text(string path)
    {
        byte[] bytes;
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > MostBytes)
                throw Fault(path, $"it is larger than {MostBytes} bytes. Correct the path.");
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault(path, "it cannot be read. Correct the path, or give this process's account the right to read it.", e);
        }

        try
        {
            if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || Array.IndexOf(bytes, (byte)0) >= 0)
                throw Fault(path, "it is in UTF-16. A DSN file must be UTF-8: save it anew with that encoding.");
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsSpan(3) : bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw Fault(path, "it is not in UTF-8. A DSN file must be UTF-8: save it anew with that encoding.", e);
        }
    }

    private static OdbcException Fault(string path, string what, Exception? inner = null) => new([new OdbcError(State, 0, $"DSN file '{path}': {what}")], inner);
}
