namespace Sutler.Conformance.Loading;

/// <summary>A pack file breaks a rule; the message names file, line, rule and remedy.</summary>
public sealed class PackException : Exception
{
    public PackException(string message)
        : base(message)
    {
    }

    public PackException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public PackException()
    {
    }
}
