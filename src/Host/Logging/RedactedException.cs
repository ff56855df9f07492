namespace Sutler.Host.Logging;

/// <summary>Stands in a log for an exception whose text held a secret.</summary>
internal sealed class RedactedException(string text) : Exception(text.Split('\n')[0].Trim())
{
    public override string ToString() => text;
}
