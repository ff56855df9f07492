namespace Sutler.Conformance.Running;

/// <summary>A run cannot begin; the message says why and what to do.</summary>
public sealed class ConformanceException : Exception
{
    public ConformanceException(string message)
        : base(message)
    {
    }

    public ConformanceException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public ConformanceException()
    {
    }
}
