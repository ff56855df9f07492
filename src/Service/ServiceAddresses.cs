namespace Sutler.Service;

/// <summary>Where a running service is reached.</summary>
/// <param name="Urls">The API.</param>
/// <param name="AgentUrls">What agents are told to dial.</param>
public sealed record ServiceAddresses(IReadOnlyList<string> Urls, IReadOnlyList<string> AgentUrls);
