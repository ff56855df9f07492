using System.IO.Enumeration;

namespace Sutler.Conformance.Cases;

/// <summary>Chooses cases by id or theme; <c>*</c> stands for any text.</summary>
public static class CasePattern
{
    public static bool Fits(string pattern, ConformanceCase one) =>
        FileSystemName.MatchesSimpleExpression(pattern, one.Id) || FileSystemName.MatchesSimpleExpression(pattern, one.Theme);
}
