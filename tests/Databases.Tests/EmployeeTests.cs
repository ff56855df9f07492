using System.Net;
using System.Text.Json.Nodes;

namespace Sutler.Databases.Tests;

/// <summary>
/// A schema in the shape of Chinook's: employees who report to one another, and customers whom they support. Imported from each database,
/// with the manager as a reference and the customers as a multi-valued reference, and written to.
/// </summary>
public sealed class EmployeeTests(DatabaseServers servers) : IClassFixture<DatabaseServers>
{
    private const string Own = "urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:Employee";

    private const string Tables = """
        CREATE TABLE Employee (
            EmployeeId INTEGER NOT NULL PRIMARY KEY, LastName VARCHAR(20) NOT NULL, FirstName VARCHAR(20) NOT NULL, Title VARCHAR(30),
            ReportsTo INTEGER REFERENCES Employee (EmployeeId), HireDate TIMESTAMP NULL, Email VARCHAR(60));
        CREATE TABLE Customer (
            CustomerId INTEGER NOT NULL PRIMARY KEY, FirstName VARCHAR(40) NOT NULL, Company VARCHAR(80), Email VARCHAR(60) NOT NULL,
            SupportRepId INTEGER REFERENCES Employee (EmployeeId));
        INSERT INTO Employee VALUES (1, 'One', 'A', 'General Manager', NULL, '2002-08-14 00:00:00', 'a@example.com');
        INSERT INTO Employee VALUES (2, 'Two', 'B', 'Sales Manager', 1, '2002-05-01 00:00:00', 'b@example.com');
        INSERT INTO Employee VALUES (3, 'Three', 'C', 'Sales Agent', 2, '2002-04-01 12:30:00', 'c@example.com');
        INSERT INTO Employee VALUES (4, 'Four', 'D', 'Sales Agent', 2, NULL, NULL);
        INSERT INTO Customer VALUES (10, 'K', 'Acme', 'k@example.com', 3);
        INSERT INTO Customer VALUES (11, 'L', NULL, 'l@example.com', 3);
        INSERT INTO Customer VALUES (12, 'M', 'Zoë & Søn', 'm@example.com', 4);
        INSERT INTO Customer VALUES (13, 'N', NULL, 'n@example.com', NULL);
        """;

    private const string Connection = """
        name: chinook
        connector: sql
        secretToken: file:../scim-full-token
        settings:
          SETTINGS
          timeZone: UTC
          objectTypes:
            - name: Employee
              table: Employee
              anchor: [EmployeeId]
              attributes:
                - { name: ReportsTo, references: Employee }
                - { name: HireDate, type: dateTime }
              children:
                - { attribute: Customers, table: Customer, join: Employee.EmployeeId=Customer.SupportRepId, column: CustomerId, references: Customer }
            - name: Customer
              table: Customer
              anchor: [CustomerId]
              attributes: [{ name: SupportRepId, references: Employee }]
        """;

    [Theory]
    [InlineData(DatabaseServers.Sqlite)]
    [InlineData(DatabaseServers.Postgres)]
    [InlineData(DatabaseServers.MariaDb)]
    public async Task Imports_references_and_lists_and_writes_them(string product)
    {
        var database = await servers.MakeAsync(product);
        database.Run(Tables);
        await using var host = new DatabaseHost();
        await host.StartAsync("chinook", Connection.Replace("SETTINGS", database.Settings, StringComparison.Ordinal));

        (await host.GetAsync("Employees"))["totalResults"]!.GetValue<int>().ShouldBe(4);
        var three = (await host.GetAsync("Employees/3"))[Own]!;
        three["ReportsTo"]!.ToJsonString().ShouldBe($$"""{"value":"2","$ref":"{{host.Url}}/Employees/2"}""");
        three["HireDate"]!.GetValue<string>().ShouldBe("2002-04-01T12:30:00Z");
        Customers(three).ShouldBe(["10", "11"]);
        (await host.GetAsync("Employees/1"))[Own]!.AsObject().ShouldNotContainKey("ReportsTo");
        (await FindAsync(host, "ReportsTo eq \"2\"")).ShouldBe(["3", "4"]);
        (await FindAsync(host, "Customers eq \"12\"")).ShouldBe(["4"]);

        var created = await host.SendAsync(HttpMethod.Post, "Employees", $$$"""{"{{{Own}}}":{"EmployeeId":5,"LastName":"Five","FirstName":"E","ReportsTo":{"value":"3"},"HireDate":"2026-02-03T04:05:06Z"} }""");
        created.Status.ShouldBe(HttpStatusCode.Created, created.Body.ToJsonString());
        database.Query("SELECT ReportsTo FROM Employee WHERE EmployeeId = 5").ShouldBe(["3"]);

        var moved = await PatchAsync(host, "Employees/5", "Add", "Customers", """[{"value":"13"}]""");
        moved.Status.ShouldBe(HttpStatusCode.OK, moved.Body.ToJsonString());
        database.Query("SELECT SupportRepId FROM Customer WHERE CustomerId = 13").ShouldBe(["5"]);
        Customers((await host.GetAsync("Employees/5"))[Own]!).ShouldBe(["13"]);

        (await PatchAsync(host, "Employees/5", "Remove", "Customers", """[{"value":"13"}]""")).Status.ShouldBe(HttpStatusCode.OK);
        database.Query("SELECT SupportRepId FROM Customer WHERE CustomerId = 13").ShouldBe([null]);
        var refused = await PatchAsync(host, "Employees/5", "Replace", "LastName", "\"far longer than the twenty characters that fit\"");
        (refused.Status is HttpStatusCode.BadRequest || product is DatabaseServers.Sqlite).ShouldBeTrue("SQLite alone does not limit the length");
        (await host.SendAsync(HttpMethod.Post, "Employees", $$$"""{"{{{Own}}}":{"EmployeeId":5,"LastName":"X","FirstName":"Y"} }""")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await host.SendAsync(HttpMethod.Delete, "Employees/5")).Status.ShouldBe(HttpStatusCode.NoContent);
        database.Query("SELECT count(*) FROM Employee").ShouldBe(["4"]);
    }

    private static List<string> Customers(JsonNode employee) => [.. employee["Customers"]!.AsArray().Select(c => c!["value"]!.GetValue<string>()).Order(StringComparer.Ordinal)];

    private static async Task<List<string>> FindAsync(DatabaseHost host, string filter)
    {
        var list = await host.GetAsync("Employees?filter=" + Uri.EscapeDataString(filter));
        return [.. list["Resources"]!.AsArray().Select(r => r!["id"]!.GetValue<string>())];
    }

    private static Task<(HttpStatusCode Status, JsonObject Body)> PatchAsync(DatabaseHost host, string path, string verb, string attribute, string value) =>
        host.SendAsync(HttpMethod.Patch, path, $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"{{verb}}","path":"{{Own}}:{{attribute}}","value":{{value}}}]}""");
}
