namespace Sutler.EndToEnd.Tests.Kit;

/// <summary>A row of the demo target, without the value that the database makes itself.</summary>
internal sealed record EmployeeRow
{
    public string ContosoLogin { get; init; } = "";

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Title { get; init; }

    public string? Department { get; init; }

    public string? Manager { get; init; }

    public long IsActive { get; init; }

    public string? AzureID { get; init; }
}
