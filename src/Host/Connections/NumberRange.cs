namespace Sutler.Host.Connections;

/// <summary>What a number in a connection file may be.</summary>
internal readonly record struct NumberRange(decimal Default, decimal Least, decimal Most);
