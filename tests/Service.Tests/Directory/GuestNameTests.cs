using Sutler.Service.Directory;

namespace Sutler.Service.Tests.Directory;

public sealed class GuestNameTests
{
    [Theory]
    [InlineData("ada_contoso.com#EXT#@fabrikam.example", "ada@contoso.com")]
    [InlineData("ada_b_contoso.com#ext#@fabrikam.example", "ada_b@contoso.com")]
    [InlineData("ada@contoso.com", null)]
    [InlineData("#EXT#@x", null)]
    [InlineData("_#EXT#@x", null)]
    [InlineData("a_#EXT#@x", null)]
    [InlineData("", null)]
    public void Finds_the_address_of_a_guest_and_of_nobody_else(string name, string? address) => GuestName.Address(name).ShouldBe(address);

    [Fact]
    public void Shows_mappings_the_address_and_keeps_the_name()
    {
        const string name = "ada_contoso.com#EXT#@fabrikam.example";
        var user = new DirectoryUser { Id = "1", Attributes = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase) { ["userPrincipalName"] = name } };
        var seen = GuestName.Resolve(user);
        (seen["userPrincipalName"], seen["originalUserPrincipalName"], user.UserPrincipalName).ShouldBe(("ada@contoso.com", name, name));
    }
}
