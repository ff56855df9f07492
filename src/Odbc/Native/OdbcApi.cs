using System.Runtime.InteropServices;

namespace Sutler.Odbc.Native;

/// <summary>The functions of the driver manager that are used. Text is UTF-16 on every platform.</summary>
internal static unsafe partial class OdbcApi
{
    [LibraryImport(DriverManager.Library)]
    public static partial short SQLAllocHandle(short kind, nint parent, out nint handle);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLFreeHandle(short kind, nint handle);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLSetEnvAttr(OdbcHandle environment, int attribute, nint value, int length);

    [LibraryImport(DriverManager.Library, StringMarshalling = StringMarshalling.Utf16)]
    public static partial short SQLDriverConnectW(
        OdbcHandle connection, nint window, string text, short length, nint completed, short most, nint completedLength, ushort completion);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLDisconnect(nint connection);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLGetDiagRecW(short kind, nint handle, short record, char* state, out int nativeError, char* text, short most, out short length);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLSetConnectAttrW(OdbcHandle connection, int attribute, nint value, int length);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLGetConnectAttrW(OdbcHandle connection, int attribute, out nint value, int most, nint length);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLGetInfoW(OdbcHandle connection, ushort what, void* value, short most, out short length);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLEndTran(short kind, nint connection, short completion);

    [LibraryImport(DriverManager.Library, StringMarshalling = StringMarshalling.Utf16)]
    public static partial short SQLPrepareW(OdbcHandle statement, string text, int length);

    [LibraryImport(DriverManager.Library, StringMarshalling = StringMarshalling.Utf16)]
    public static partial short SQLExecDirectW(OdbcHandle statement, string text, int length);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLExecute(OdbcHandle statement);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLBindParameter(
        OdbcHandle statement, ushort number, short direction, short valueType, short parameterType, nuint size, short digits, void* value, nint most, nint* indicator);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLDescribeParam(OdbcHandle statement, ushort number, out short type, out nuint size, out short digits, out short nullable);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLNumResultCols(OdbcHandle statement, out short count);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLDescribeColW(
        OdbcHandle statement, ushort number, char* name, short most, out short length, out short type, out nuint size, out short digits, out short nullable);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLColAttributeW(OdbcHandle statement, ushort number, ushort field, void* text, short most, out short length, nint* value);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLFetch(OdbcHandle statement);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLGetData(OdbcHandle statement, ushort number, short type, void* value, nint most, out nint indicator);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLRowCount(OdbcHandle statement, out nint count);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLMoreResults(OdbcHandle statement);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLFreeStmt(OdbcHandle statement, ushort option);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLCancel(OdbcHandle statement);

    [LibraryImport(DriverManager.Library, StringMarshalling = StringMarshalling.Utf16)]
    public static partial short SQLTablesW(
        OdbcHandle statement, string? catalog, short catalogLength, string? schema, short schemaLength, string? table, short tableLength, string? types, short typesLength);

    [LibraryImport(DriverManager.Library, StringMarshalling = StringMarshalling.Utf16)]
    public static partial short SQLColumnsW(
        OdbcHandle statement, string? catalog, short catalogLength, string? schema, short schemaLength, string? table, short tableLength, string? column, short columnLength);

    [LibraryImport(DriverManager.Library, StringMarshalling = StringMarshalling.Utf16)]
    public static partial short SQLPrimaryKeysW(
        OdbcHandle statement, string? catalog, short catalogLength, string? schema, short schemaLength, string? table, short tableLength);

    [LibraryImport(DriverManager.Library, StringMarshalling = StringMarshalling.Utf16)]
    public static partial short SQLForeignKeysW(
        OdbcHandle statement, string? keyCatalog, short keyCatalogLength, string? keySchema, short keySchemaLength, string? keyTable, short keyTableLength,
        string? catalog, short catalogLength, string? schema, short schemaLength, string? table, short tableLength);

    [LibraryImport(DriverManager.Library, StringMarshalling = StringMarshalling.Utf16)]
    public static partial short SQLStatisticsW(
        OdbcHandle statement, string? catalog, short catalogLength, string? schema, short schemaLength, string? table, short tableLength, ushort unique, ushort reserved);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLDriversW(
        OdbcHandle environment, ushort direction, char* name, short most, out short length, char* attributes, short mostAttributes, out short attributesLength);

    [LibraryImport(DriverManager.Library)]
    public static partial short SQLDataSourcesW(
        OdbcHandle environment, ushort direction, char* name, short most, out short length, char* driver, short mostDriver, out short driverLength);
}
