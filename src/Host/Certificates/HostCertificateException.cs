namespace Sutler.Host.Certificates;

/// <summary>A certificate cannot be used; the message says which, why, and what to do.</summary>
public sealed class HostCertificateException : Exception
{
    /// <summary>With what is wrong.</summary>
    public HostCertificateException(string message)
        : base(message)
    {
    }

    /// <summary>With what is wrong and the cause.</summary>
    public HostCertificateException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>With no more said.</summary>
    public HostCertificateException()
        : this("The certificate cannot be used.")
    {
    }
}
