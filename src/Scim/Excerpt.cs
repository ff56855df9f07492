namespace Sutler.Scim;

/// <summary>Cuts foreign text to what an error message can carry.</summary>
internal static class Excerpt
{
    private const int MaxLength = 60;

    public static string Of(ReadOnlySpan<char> text) =>
        text.Length <= MaxLength ? text.ToString() : string.Concat(text[..MaxLength], "…");
}
