using Sutler.Service.Api;

namespace Sutler.Service.Directory.Filters;

/// <summary>Cuts a filter into words. Pure; every character is looked at once.</summary>
internal static class FilterLexer
{
    public static IReadOnlyList<FilterToken> Read(string filter)
    {
        var tokens = new List<FilterToken>();
        var at = 0;
        while (at < filter.Length)
        {
            if (char.IsWhiteSpace(filter[at]))
                at++;
            else
                tokens.Add(Next(filter, ref at));
        }

        tokens.Add(new FilterToken(FilterTokenKind.End, "the end", filter.Length + 1));
        return tokens;
    }

    private static FilterToken Next(string filter, ref int at)
    {
        var begin = at;
        var first = filter[at];
        if (first == '\'')
            return new FilterToken(FilterTokenKind.Text, Text(filter, ref at), begin + 1);
        if (char.IsAsciiLetter(first) || first == '_')
            return new FilterToken(FilterTokenKind.Word, While(filter, ref at, static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '/'), begin + 1);
        if (char.IsAsciiDigit(first) || first is '-')
            return new FilterToken(FilterTokenKind.Number, While(filter, ref at, static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '+' or ':' or '.'), begin + 1);
        if (first is not ('(' or ')' or ',' or ':'))
            throw ApiException.BadRequest($"$filter cannot be read at character {begin + 1}: '{first}' means nothing here. Text stands in single quotes.");
        at++;
        return new FilterToken(FilterTokenKind.Sign, first.ToString(), begin + 1);
    }

    private static string While(string filter, ref int at, Func<char, bool> belongs)
    {
        var begin = at;
        while (at < filter.Length && belongs(filter[at]))
            at++;
        return filter[begin..at];
    }

    /// <summary>Text between quotes, of which a doubled one stands for itself.</summary>
    private static string Text(string filter, ref int at)
    {
        var begin = at++;
        while (at < filter.Length)
        {
            if (filter[at] != '\'')
            {
                at++;
            }
            else if (at + 1 < filter.Length && filter[at + 1] == '\'')
            {
                at += 2;
            }
            else
            {
                at++;
                return filter[(begin + 1)..(at - 1)].Replace("''", "'", StringComparison.Ordinal);
            }
        }

        throw ApiException.BadRequest($"$filter cannot be read at character {begin + 1}: the text has no closing quote. Write a quote within text twice.");
    }
}
