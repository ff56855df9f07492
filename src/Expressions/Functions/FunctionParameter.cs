namespace Sutler.Expressions.Functions;

/// <summary>One parameter of a function, as the API lists it (S/EXPR-96).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Required">Whether it can be left out.</param>
public sealed record FunctionParameter(string Name, bool Required = true)
{
    public string Type { get; init; } = "String";

    /// <summary>The last parameter may be repeated.</summary>
    public bool AllowMultipleOccurrences { get; init; }

    /// <summary>A regular expression stands here.</summary>
    public bool IsPattern { get; init; }

    /// <summary>A comparison may stand here.</summary>
    public bool IsCondition { get; init; }
}
