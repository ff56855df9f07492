namespace Sutler.Storage.Secrets;

/// <summary>A secret could not be read; the message says which reference, why, and what to do, and never holds the secret.</summary>
public sealed class SecretException : Exception
{
    public SecretException(string message)
        : base(message)
    {
    }

    public SecretException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public SecretException()
    {
    }
}
