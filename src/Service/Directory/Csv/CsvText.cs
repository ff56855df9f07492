using System.Text;

namespace Sutler.Service.Directory.Csv;

/// <summary>
/// The characters of a file: UTF-8, or UTF-16 by its byte order mark. Bytes that are no text come out as U+FFFF, a code that no text has,
/// so that the record they stand in can be refused by line.
/// </summary>
internal sealed class CsvText(Stream stream)
{
    public const char Invalid = '\uFFFF';
    private readonly byte[] _bytes = new byte[64 * 1024];
    private Decoder? _decoder;
    private int _pending;

    /// <summary>Fills the buffer with what there is; 0 at the end of the file.</summary>
    public async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var room = Math.Min(_bytes.Length, Math.Max(8, buffer.Length / 2)) - _pending;
            var read = await stream.ReadAsync(_bytes.AsMemory(_pending, room), cancellationToken);
            var available = _pending + read;
            if (_decoder is null && read > 0 && available < 3)
            {
                _pending = available;
                continue;
            }

            var chars = Decode(available, buffer.Span, flush: read == 0);
            _pending = 0;
            if (chars > 0 || read == 0)
                return chars;
        }
    }

    private int Decode(int count, Span<char> output, bool flush)
    {
        var bytes = _bytes.AsSpan(0, count);
        if (_decoder is null)
        {
            var (encoding, mark) = Detect(bytes);
            _decoder = Encoding.GetEncoding(encoding, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(Invalid.ToString())).GetDecoder();
            bytes = bytes[mark..];
        }

        return _decoder.GetChars(bytes, output, flush);
    }

    private static (string Encoding, int Mark) Detect(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => ("utf-8", 3),
        [0xFF, 0xFE, ..] => ("utf-16", 2),
        [0xFE, 0xFF, ..] => ("utf-16BE", 2),
        _ => ("utf-8", 0),
    };
}
