using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Contract;

/// <summary>Builds changes to the users of a <see cref="ContractTarget"/>.</summary>
public static class ContractUser
{
    /// <summary>An add of a user with the values that a user cannot be without, and others.</summary>
    public static ObjectChange Add(string login, params (string Name, object? Value)[] values) =>
        Change(ChangeKind.Add, login, [("Login", login), .. values.Any(value => value.Name == "Name") ? [] : new[] { ("Name", (object?)$"Name of {login}") }, .. values]);

    /// <summary>An update that replaces the values given.</summary>
    public static ObjectChange Update(string login, params (string Name, object? Value)[] values) => Change(ChangeKind.Update, login, values);

    /// <summary>A delete.</summary>
    public static ObjectChange Delete(string login) => Change(ChangeKind.Delete, login, []);

    /// <summary>A reference to a user.</summary>
    public static ObjectReference Reference(string login) => new(ContractTarget.User, new Anchor(login));

    private static ObjectChange Change(ChangeKind kind, string login, (string Name, object? Value)[] values) =>
        new(kind, ContractTarget.User, new Anchor(login), values.ToDictionary(value => value.Name, value => new AttributeChange(AttributeChangeKind.Replace, value.Value)));
}
