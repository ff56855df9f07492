namespace Sutler.Connectors.Sql.Model;

/// <summary>A statement or call that the settings give, and what each of its parameters stands for.</summary>
internal sealed record SqlTemplate(SqlStatement Statement, IReadOnlyList<SqlTemplateValue> Values)
{
    public bool Uses(string name) => Values.Any(value => string.Equals(value.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The values of the parameters, each looked up by its name; constants stand for themselves.</summary>
    public object[] Bind(Func<string, object?> find) => [.. Values.Select(value => value.Constant ?? find(value.Name!) ?? DBNull.Value)];
}
