namespace Sutler.Connectors.Sql.Model;

/// <summary>What a parameter of a template stands for: a name, or a constant.</summary>
internal sealed record SqlTemplateValue(string? Name, object? Constant);
