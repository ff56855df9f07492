using System.Data;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Sutler.Odbc.Native;

namespace Sutler.Odbc.Parameters;

/// <summary>
/// The memory from which a driver reads parameter values, and into which it writes outputs: one block a command, that grows and is used again.
/// It stays where it is while a statement runs, so that nothing has to be pinned.
/// </summary>
internal sealed unsafe class ParameterBuffer : IDisposable
{
    private const int UsualOutput = 4000;
    private const int Alignment = 8;

    private readonly NativeBlock _block = new();
    private (OdbcParameter Parameter, ParameterForm Form, int Offset, int Most)[] _places = [];

    public bool HasOutputs { get; private set; }

    /// <summary>Writes the values and tells the statement where they are.</summary>
    public void Bind(OdbcConnection connection, StatementHandle statement, IReadOnlyList<OdbcParameter> parameters)
    {
        Arrange(connection, parameters);
        var indicators = (nint*)_block.Pointer;
        for (var index = 0; index < _places.Length; index++)
        {
            var (parameter, form, offset, most) = _places[index];
            var value = _block.Pointer + offset;
            Write(form, value);
            indicators[index] = form.Value is null ? OdbcCode.NullData : form.Length;
            var result = OdbcApi.SQLBindParameter(
                statement, (ushort)(index + 1), Direction(parameter), form.ValueType, form.SqlType, form.Size, form.Digits, value, most, indicators + index);
            connection.Check(statement, result);
        }
    }

    /// <summary>Gives the outputs to their parameters.</summary>
    public void ReadOutputs()
    {
        for (var index = 0; index < _places.Length; index++)
        {
            var (parameter, form, offset, most) = _places[index];
            if (parameter.Direction is not ParameterDirection.Input)
                parameter.Value = Typed(parameter, Read(form.ValueType, _block.Pointer + offset, (((nint*)_block.Pointer)[index], most)));
        }
    }

    public void Dispose() => _block.Dispose();

    private void Arrange(OdbcConnection connection, IReadOnlyList<OdbcParameter> parameters)
    {
        if (_places.Length != parameters.Count)
            _places = new (OdbcParameter, ParameterForm, int, int)[parameters.Count];
        HasOutputs = false;
        var offset = (long)parameters.Count * sizeof(nint);
        for (var index = 0; index < parameters.Count; index++)
        {
            var parameter = parameters[index];
            var form = ParameterForm.Of(parameter, connection.Traits);
            var most = (long)form.Length;
            if (parameter.Direction is not ParameterDirection.Input)
            {
                HasOutputs = true;
                most = Math.Max(most + 2, OutputLength(form.ValueType, parameter.Size));
            }

            _places[index] = (parameter, form, (int)offset, (int)most);
            offset += (most + 2 + Alignment - 1) / Alignment * Alignment;
            if (offset > int.MaxValue)
                throw new NotSupportedException("The values of one statement are larger than 2 GiB together. Send fewer or shorter ones.");
        }

        if (offset > _block.Size)
            _block.Reserve(Math.Max(256, (int)Math.Min(int.MaxValue, offset * 2)));
    }

    private static int OutputLength(short valueType, int size) => valueType switch
    {
        CType.Text => ((size > 0 ? size : UsualOutput) + 1) * 2,
        CType.Utf8 => ((size > 0 ? size : UsualOutput) + 1) * 4,
        CType.Binary => size > 0 ? size : UsualOutput,
        _ => 16,
    };

    private static short Direction(OdbcParameter parameter) => parameter.Direction switch
    {
        ParameterDirection.Input => OdbcCode.Input,
        ParameterDirection.InputOutput => OdbcCode.InputOutput,
        _ => OdbcCode.Output,
    };

    private static void Write(in ParameterForm form, byte* to)
    {
        switch (form.Value)
        {
            case string text:
                MemoryMarshal.AsBytes(text.AsSpan()).CopyTo(new Span<byte>(to, form.Length));
                break;
            case byte[] bytes:
                bytes.CopyTo(new Span<byte>(to, form.Length));
                break;
            case bool flag:
                *to = flag ? (byte)1 : (byte)0;
                break;
            case long number:
                *(long*)to = number;
                break;
            case double number:
                *(double*)to = number;
                break;
            case Guid id:
                *(Guid*)to = id;
                break;
            case DateTime moment:
                *(SqlTimestamp*)to = SqlTimestamp.Of(moment);
                break;
            case DateOnly day:
                *(SqlDate*)to = SqlDate.Of(day);
                break;
            default:
                break;
        }
    }

    // What came as text, in the type that was declared.
    private static object Typed(OdbcParameter parameter, object value) => (parameter.GivenType, value) switch
    {
        (null or DbType.String or DbType.AnsiString or DbType.StringFixedLength or DbType.AnsiStringFixedLength or DbType.Time, _) => value,
        (DbType.Boolean, string flag) => flag is "1" or "true",
        (DbType.Guid, string id) => Guid.Parse(id),
        (DbType.Single or DbType.Double, string number) => double.Parse(number, CultureInfo.InvariantCulture),
        (DbType.Decimal or DbType.Currency or DbType.VarNumeric, string number) => decimal.Parse(number, CultureInfo.InvariantCulture),
        (DbType.Date or DbType.DateTime or DbType.DateTime2, string moment) => DateTime.Parse(moment, CultureInfo.InvariantCulture),
        (DbType.Byte or DbType.SByte or DbType.Int16 or DbType.UInt16 or DbType.Int32 or DbType.UInt32 or DbType.Int64 or DbType.UInt64, string number) =>
            long.Parse(number, CultureInfo.InvariantCulture),
        _ => value,
    };

    private static object Read(short valueType, byte* from, (nint Indicator, int Most) length)
    {
        if (length.Indicator == OdbcCode.NullData)
            return DBNull.Value;
        var used = length.Indicator < 0 ? length.Most : (int)Math.Min(length.Indicator, length.Most);
        return valueType switch
        {
            CType.Text => new string((char*)from, 0, Math.Min(used, length.Most - 2) / 2).TrimEnd('\0'),
            CType.Utf8 => Encoding.UTF8.GetString(from, Math.Min(used, length.Most - 1)).TrimEnd('\0'),
            CType.Binary => new ReadOnlySpan<byte>(from, used).ToArray(),
            CType.Bit => *from != 0,
            CType.Long => *(long*)from,
            CType.Double => *(double*)from,
            CType.Guid => *(Guid*)from,
            CType.Timestamp => (object?)((SqlTimestamp*)from)->Value ?? DBNull.Value,
            CType.Date => (object?)((SqlDate*)from)->Value ?? DBNull.Value,
            _ => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"An output of type {valueType} cannot be read.")),
        };
    }
}
