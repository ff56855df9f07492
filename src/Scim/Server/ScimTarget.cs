using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server;

/// <summary>The resource type that a request is for, and what handles it.</summary>
internal readonly record struct ScimTarget(IScimEndpoint Endpoint, ResourceType Type, IScimResourceHandler Handler);
