using System.Globalization;
using System.Text;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>
/// Takes the marks off letters, and writes out the letters that the documented table lists (S/EXPR-33). Letters that it does not list, such as
/// đ and þ, stay.
/// </summary>
internal sealed class NormalizeDiacriticsFunction() : ExpressionFunction("NormalizeDiacritics", new FunctionParameter("source"))
{
    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (call[0].IsNull)
            return ExpressionValue.Null;
        var text = call.Text(0);
        if (Ascii.IsValid(text))
            return ExpressionValue.Of(text);

        var plain = new StringBuilder(text.Length);
        foreach (var character in Decomposed(text))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) is not UnicodeCategory.NonSpacingMark)
                _ = Written(character) is { } letters ? plain.Append(letters) : plain.Append(character);
        }

        return ExpressionValue.Of(plain.ToString().Normalize(NormalizationForm.FormC));
    }

    // Half a surrogate pair cannot be normalized; such a text is taken as it is.
    private static string Decomposed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormD);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    private static string? Written(char letter) => letter switch
    {
        'æ' => "ae",
        'Æ' => "AE",
        'ø' or 'œ' => "oe",
        'Ø' or 'Œ' => "OE",
        'ß' => "ss",
        'ł' => "l",
        'Ł' => "L",
        'ı' => "i",
        _ => null,
    };
}
