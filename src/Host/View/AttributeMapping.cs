namespace Sutler.Host.View;

/// <summary>Where an attribute of a connector appears in SCIM, as the connection file says it.</summary>
/// <param name="Path">SCIM path, such as <c>userName</c>, <c>name.givenName</c>, <c>emails[type eq "work"].value</c> or a URN with an attribute.</param>
/// <param name="Attribute">Name of the connector's attribute.</param>
internal sealed record AttributeMapping(string Path, string Attribute);
