using Sutler.Scim.Schemas;

namespace Sutler.Host.View;

/// <summary>
/// A read-only attribute that shows who refers to an object: a user's <c>groups</c> are the groups that have it among their <c>members</c>
/// (RFC 7643 §4.1.2). Worked out when a resource is answered, so it is never behind.
/// </summary>
/// <param name="Definition">The attribute as <c>/Schemas</c> describes it.</param>
/// <param name="FromType">Object type whose objects refer.</param>
/// <param name="FromPath">SCIM path of the attribute by which they refer.</param>
internal sealed record InverseAttribute(SchemaAttribute Definition, string FromType, string FromPath);
