using System.Buffers;
using System.Text;

namespace Sutler.Service.Directory;

/// <summary>Text that every store and every target can keep: no NUL, and no half of a surrogate pair, which JSON can only write as escapes.</summary>
internal static class SafeText
{
    public static bool Is(string value)
    {
        var rest = value.AsSpan();
        while (!rest.IsEmpty)
        {
            if (rest[0] == '\0' || Rune.DecodeFromUtf16(rest, out _, out var used) is not OperationStatus.Done)
                return false;
            rest = rest[used..];
        }

        return true;
    }
}
