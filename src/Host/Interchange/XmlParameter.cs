namespace Sutler.Host.Interchange;

/// <summary>One <c>Parameter</c> (H/CFG-3).</summary>
internal sealed record XmlParameter(string Name, string Use, string Value)
{
    public string Type { get; init; } = "String";

    public bool Encrypted { get; init; }
}
