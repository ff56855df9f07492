using FsCheck;

namespace Sutler.Tunnel.Tests.Kit;

internal static class Seeds
{
    /// <summary>The same samples in every run; a failure prints the seed.</summary>
    public static Config Fixed { get; } = Config.QuickThrowOnFailure.WithReplay(20261121, 7);
}
