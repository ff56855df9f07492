using System.Globalization;
using System.Text;

namespace Sutler.Scim.Client;

/// <summary>Puts a query string together; values are percent-encoded as a whole (S/SCIM-12).</summary>
internal struct ScimQuery
{
    private StringBuilder? _text;

    public ScimQuery Add(string name, string? value)
    {
        if (value is null)
            return this;
        _text = _text is null ? new StringBuilder("?") : _text.Append('&');
        _text.Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    public ScimQuery Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public override readonly string ToString() => _text?.ToString() ?? "";
}
