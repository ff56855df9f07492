namespace Sutler.Host.Connections;

/// <summary>What a time span in a connection file may be.</summary>
internal readonly record struct DurationRange(TimeSpan Default, TimeSpan Least, TimeSpan Most);
