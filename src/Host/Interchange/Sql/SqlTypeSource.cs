namespace Sutler.Host.Interchange.Sql;

/// <summary>Where one object type of a Generic SQL connector is described.</summary>
internal sealed record SqlTypeSource(string Type, XmlConnector Connector, ParameterSet Parameters, ParameterSet Full, ParameterSet Export)
{
    public XmlEntry? Entry => Connector.Entries.FirstOrDefault(entry => string.Equals(entry.ObjectType, Type, StringComparison.OrdinalIgnoreCase));

    /// <summary>A schema parameter of this type, which stands before or after the type's name.</summary>
    public string? Schema(params string[] names) =>
        Parameters.Text([.. names.SelectMany(name => new[] { $"{Type}:{name}", $"{name}:{Type}", $"{name} {Type}", $"{name} for {Type}" })]);

    /// <summary>A parameter of a run step, with the type's name before it or alone.</summary>
    public string? Step(ParameterSet step, params string[] names) => step.Text([.. names.SelectMany(name => new[] { $"{Type}:{name}", $"{name}:{Type}", name })]);

    public IReadOnlyList<string> Lines(ParameterSet step, params string[] names) =>
        Step(step, names)?.Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
