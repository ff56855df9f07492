namespace Sutler.Service.Directory.Filters;

/// <summary>A word of a filter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As written; of a string its value.</param>
/// <param name="Position">The character where it begins, from 1.</param>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Text, int Position)
{
    public bool Is(string word) => Kind is FilterTokenKind.Word && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);

    public bool IsSign(char sign) => Kind is FilterTokenKind.Sign && Text[0] == sign;
}
