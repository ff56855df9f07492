namespace Sutler.Service.Directory.Delta;

/// <summary>The feed no longer has what a reader needs: it must begin again.</summary>
internal sealed class PrunedException() : Exception("The feed has been pruned past the token.");
