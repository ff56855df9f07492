using System.Data;
using System.Globalization;

namespace Sutler.Odbc.Tests;

/// <content>Every kind of value, written as a parameter and read back.</content>
public abstract partial class ProviderCases
{
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("Zoë Łukasz 李小龍 😀 مرحبا")]
    [InlineData("kZoë Łukasz Ødegård ÙÚÛ ØØ")]
    [InlineData("it's ? and @p0 and \"x\" `y` \\ -- /*")]
    public void Text_comes_back(string text) => RoundTrip("t", text).ShouldBe(text);

    [Theory]
    [InlineData(3999)]
    [InlineData(4000)]
    [InlineData(4001)]
    [InlineData(8190)]
    [InlineData(8191)]
    [InlineData(8192)]
    [InlineData(8193)]
    [InlineData(16384)]
    [InlineData(300_000)]
    public void Long_text_comes_back_whatever_its_length(int length)
    {
        var ascii = string.Concat(Enumerable.Range(0, length).Select(index => (char)('a' + index % 26)));
        RoundTrip("t", ascii).ShouldBe(ascii);
        var wide = string.Concat(Enumerable.Range(0, length / 2).Select(index => index % 3 == 0 ? "é€" : "😀"));
        RoundTrip("t", wide).ShouldBe(wide);
        var shifted = "x" + wide;
        RoundTrip("t", shifted).ShouldBe(shifted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4001)]
    [InlineData(16383)]
    [InlineData(16384)]
    [InlineData(16385)]
    [InlineData(200_000)]
    public void Bytes_come_back_whatever_their_number(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(index => (byte)(index * 7)).ToArray();
        ((byte[])RoundTrip("b", bytes)!).ShouldBe(bytes);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Whole_numbers_come_back(long number) => RoundTrip("i", number).ShouldBe(number);

    [Theory]
    [InlineData("1234567.89")]
    [InlineData("-0.01")]
    [InlineData("0")]
    public void Decimals_come_back(string text)
    {
        var number = decimal.Parse(text, CultureInfo.InvariantCulture);
        RoundTrip("n", number, reader => reader.GetDecimal(0)).ShouldBe(number);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-12345.678)]
    [InlineData(1e100)]
    public void Doubles_come_back(double number) => RoundTrip("f", number, reader => reader.GetDouble(0)).ShouldBe(number);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Booleans_come_back(bool flag) => RoundTrip("y", flag, reader => reader.GetBoolean(0)).ShouldBe(flag);

    [Fact]
    public void Dates_come_back()
    {
        RoundTrip("d", new DateOnly(2024, 2, 29), Day).ShouldBe(new DateOnly(2024, 2, 29));
        RoundTrip("d", new DateOnly(1900, 1, 1), Day).ShouldBe(new DateOnly(1900, 1, 1));
    }

    [Fact]
    public void Timestamps_come_back_with_their_fractions()
    {
        var moment = new DateTime(2024, 2, 29, 23, 59, 59, DateTimeKind.Unspecified).AddTicks(1_234_560);
        RoundTrip("s", moment, Moment).ShouldBe(moment);
        RoundTrip("s", moment.AddTicks(-1_234_560), Moment).ShouldBe(moment.AddTicks(-1_234_560));
    }

    [Theory]
    [InlineData("t", DbType.String)]
    [InlineData("b", DbType.Binary)]
    [InlineData("n", DbType.Decimal)]
    [InlineData("f", DbType.Double)]
    [InlineData("i", DbType.Int64)]
    [InlineData("y", DbType.Boolean)]
    [InlineData("d", DbType.Date)]
    [InlineData("s", DbType.DateTime)]
    public void No_value_comes_back_as_none(string column, DbType type)
    {
        using var insert = Connection.CreateCommand();
        insert.CommandText = $"INSERT INTO kinds (id, {column}) VALUES (@id, @value)";
        insert.Parameters.Add("@id", 1L);
        insert.Parameters.Add(new OdbcParameter("@value", DBNull.Value) { DbType = type });
        insert.ExecuteNonQuery().ShouldBe(1);
        Scalar($"SELECT {column} FROM kinds WHERE id = 1").ShouldBe(DBNull.Value);
    }

    [Fact]
    public void No_value_without_a_type_is_taken_by_every_column()
    {
        using var insert = Connection.CreateCommand();
        insert.CommandText = "INSERT INTO kinds (id, t, b, n, f, i, y, d, s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        insert.Parameters.Add("", 1L);
        for (var index = 0; index < 8; index++)
            insert.Parameters.Add("", DBNull.Value);
        insert.ExecuteNonQuery().ShouldBe(1);
        using var read = Connection.CreateCommand();
        read.CommandText = "SELECT * FROM kinds";
        using var reader = read.ExecuteReader();
        reader.Read().ShouldBeTrue();
        Enumerable.Range(1, 8).ShouldAllBe(ordinal => reader.IsDBNull(ordinal));
    }
}
