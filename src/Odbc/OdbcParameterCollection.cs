using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Sutler.Odbc;

/// <summary>The parameters of a command, in order.</summary>
[SuppressMessage("Design", "CA1010", Justification = "ADO.NET defines the shape of the collection.")]
public sealed class OdbcParameterCollection : DbParameterCollection
{
    private readonly List<OdbcParameter> _items = [];

    internal OdbcParameterCollection()
    {
    }

    /// <inheritdoc/>
    public override int Count => _items.Count;

    /// <inheritdoc/>
    public override object SyncRoot => ((ICollection)_items).SyncRoot;

    internal List<OdbcParameter> Items => _items;

    /// <summary>The parameter at this place.</summary>
    public new OdbcParameter this[int index] => _items[index];

    /// <summary>Adds a parameter with a name and a value.</summary>
    public OdbcParameter Add(string name, object? value)
    {
        var parameter = new OdbcParameter(name, value);
        _items.Add(parameter);
        return parameter;
    }

    /// <inheritdoc/>
    public override int Add(object value)
    {
        _items.Add(Cast(value));
        return _items.Count - 1;
    }

    /// <inheritdoc/>
    public override void AddRange(Array values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
            Add(value);
    }

    /// <inheritdoc/>
    public override void Clear() => _items.Clear();

    /// <inheritdoc/>
    public override bool Contains(object value) => IndexOf(value) >= 0;

    /// <inheritdoc/>
    public override bool Contains(string value) => IndexOf(value) >= 0;

    /// <inheritdoc/>
    public override void CopyTo(Array array, int index) => ((ICollection)_items).CopyTo(array, index);

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    public override int IndexOf(object value) => value is OdbcParameter parameter ? _items.IndexOf(parameter) : -1;

    /// <inheritdoc/>
    public override int IndexOf(string parameterName) =>
        _items.FindIndex(item => string.Equals(item.ParameterName, parameterName, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override void Insert(int index, object value) => _items.Insert(index, Cast(value));

    /// <inheritdoc/>
    public override void Remove(object value) => _items.Remove(Cast(value));

    /// <inheritdoc/>
    public override void RemoveAt(int index) => _items.RemoveAt(index);

    /// <inheritdoc/>
    public override void RemoveAt(string parameterName) => _items.RemoveAt(Place(parameterName));

    /// <inheritdoc/>
    protected override DbParameter GetParameter(int index) => _items[index];

    /// <inheritdoc/>
    protected override DbParameter GetParameter(string parameterName) => _items[Place(parameterName)];

    /// <inheritdoc/>
    protected override void SetParameter(int index, DbParameter value) => _items[index] = Cast(value);

    /// <inheritdoc/>
    protected override void SetParameter(string parameterName, DbParameter value) => _items[Place(parameterName)] = Cast(value);

    private int Place(string parameterName)
    {
        var place = IndexOf(parameterName);
        return place >= 0 ? place : throw new ArgumentException($"The command has no parameter '{parameterName}'.", nameof(parameterName));
    }

    private static OdbcParameter Cast(object? value) =>
        value as OdbcParameter ?? throw new InvalidCastException("Only parameters of this provider can be added. Make them with CreateParameter.");
}
