using Dapper;

namespace Sutler.Service.Inbound.Resources;

/// <summary>How resources are read.</summary>
/// <param name="Parameters">Values of the condition.</param>
/// <param name="BaseUrl">Base URL that the client called.</param>
/// <param name="WithMembers">Whether anybody will look at the members of groups.</param>
internal sealed record ResourceRead(DynamicParameters Parameters, string BaseUrl, bool WithMembers);
