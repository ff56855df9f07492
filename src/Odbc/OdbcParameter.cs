using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Sutler.Odbc;

/// <summary>A parameter of a statement. Its type follows its value, unless <see cref="DbType"/> was set.</summary>
public sealed class OdbcParameter : DbParameter
{
    private DbType? _type;

    /// <summary>A parameter without name or value.</summary>
    public OdbcParameter()
    {
    }

    /// <summary>A parameter with a name, as it stands in the text, and a value.</summary>
    public OdbcParameter(string name, object? value)
    {
        ParameterName = name;
        Value = value;
    }

    /// <inheritdoc/>
    public override DbType DbType
    {
        get => _type ?? DbType.String;
        set => _type = value;
    }

    /// <inheritdoc/>
    public override ParameterDirection Direction { get; set; } = ParameterDirection.Input;

    /// <inheritdoc/>
    public override bool IsNullable { get; set; } = true;

    /// <inheritdoc/>
    [AllowNull]
    public override string ParameterName { get => field; set => field = value ?? ""; } = "";

    /// <inheritdoc/>
    [AllowNull]
    public override string SourceColumn { get => field; set => field = value ?? ""; } = "";

    /// <inheritdoc/>
    public override bool SourceColumnNullMapping { get; set; }

    /// <inheritdoc/>
    public override object? Value { get; set; }

    /// <summary>For an output of text or bytes: most characters or bytes that it may have. Default: 0, which allows 4000.</summary>
    public override int Size { get; set; }

    internal DbType? GivenType => _type;

    /// <inheritdoc/>
    public override void ResetDbType() => _type = null;
}
