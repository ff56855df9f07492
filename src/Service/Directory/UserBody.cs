using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Api;

namespace Sutler.Service.Directory;

/// <summary>The body of a request that makes or changes a user: attributes, and what is kept apart from them. Holds a password, so it prints nothing.</summary>
internal sealed class UserBody
{
    private const string ManagerBind = "manager@odata.bind";
    private const int MostPassword = 256;
    private readonly JsonObject _attributes;

    private UserBody(JsonObject attributes) => _attributes = attributes;

    /// <summary>The initial password to keep; null for none.</summary>
    public string? Password { get; private init; }

    /// <summary>Whether the body says something of the password at all.</summary>
    public bool SaysPassword { get; private init; }

    /// <summary>The manager to set; null when the body does not say.</summary>
    public string? ManagerId { get; private init; }

    public static UserBody Parse(JsonObject body)
    {
        var rest = new JsonObject();
        string? password = null;
        string? manager = null;
        var says = false;
        foreach (var (name, value) in AttributeReader.Members(body))
        {
            if (string.Equals(name, UserAttribute.PasswordProfile, StringComparison.OrdinalIgnoreCase))
                (says, password) = (true, ReadPassword(value));
            else if (string.Equals(name, ManagerBind, StringComparison.OrdinalIgnoreCase))
                manager = ObjectReference.Of(value) ?? throw ApiException.BadRequest($"{ManagerBind} must be the address of a user, such as …/users/{{id}}.");
            else
                rest[name] = value?.DeepClone();
        }

        return new UserBody(rest) { Password = password, SaysPassword = says, ManagerId = manager };
    }

    public Dictionary<string, object> Over(IReadOnlyDictionary<string, object>? before) => UserJson.Merge(before, _attributes);

    public override string ToString() => "***";

    private static string? ReadPassword(JsonNode? node)
    {
        if (node is null)
            return null;
        if (node is not JsonObject profile)
            throw ApiException.BadRequest("passwordProfile must be an object such as {\"password\": \"…\"}, or null.");

        string? password = null;
        foreach (var (name, value) in AttributeReader.Members(profile))
        {
            switch (name.ToUpperInvariant())
            {
                case "PASSWORD":
                    password = value?.GetValueKind() is JsonValueKind.String ? Checked(value) : throw RefusePassword();
                    break;
                case "FORCECHANGEPASSWORDNEXTSIGNIN" or "FORCECHANGEPASSWORDNEXTSIGNINWITHMFA":
                    break;
                default:
                    throw ApiException.BadRequest("passwordProfile holds password, forceChangePasswordNextSignIn and forceChangePasswordNextSignInWithMfa, nothing else.");
            }
        }

        return password;
    }

    private static string Checked(JsonNode value)
    {
        try
        {
            var text = value.GetValue<string>();
            return text.Length is > 0 and <= MostPassword && SafeText.Is(text) ? text : throw RefusePassword();
        }
        catch (InvalidOperationException)
        {
            throw RefusePassword();
        }
    }

    private static ApiException RefusePassword() => ApiException.BadRequest($"passwordProfile.password must be text of 1 to {MostPassword} characters.");
}
