namespace Sutler.Service.Planning;

/// <summary>One question to the target for an existing object.</summary>
/// <param name="Values">All of them must agree.</param>
internal sealed record MatchQuery(IReadOnlyList<MatchValue> Values)
{
    public override string ToString() => string.Join(" and ", Values.Select(value => $"{value.Attribute} = '{value.Value}'"));
}
