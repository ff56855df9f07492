namespace Sutler.Host.Interchange;

/// <summary>A file is not the host XML that it should be; the message says where and why.</summary>
internal sealed class InterchangeException(string message, Exception? inner = null) : Exception(message, inner);
