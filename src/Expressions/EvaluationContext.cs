using System.Security.Cryptography;

namespace Sutler.Expressions;

/// <summary>Everything that an expression's value depends on besides its object, so that dry runs and tests are repeatable (S/EXPR-9).</summary>
public sealed record EvaluationContext
{
    public required TimeProvider Clock { get; init; }

    public Func<Guid> NextGuid { get; init; } = Guid.NewGuid;

    /// <summary>A random number from 0 to below the argument. Default: cryptographic.</summary>
    public Func<int, int> NextRandom { get; init; } = RandomNumberGenerator.GetInt32;

    /// <summary>Tables that <c>x.Lookup()</c> reads, by name; keys compare as their dictionary does.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Tables { get; init; } =
        System.Collections.Frozen.FrozenDictionary<string, IReadOnlyDictionary<string, string>>.Empty;

    /// <summary>The tenant's default domain, for <c>DefaultDomain()</c>. Default: none.</summary>
    public string? DefaultDomain { get; init; }
}
