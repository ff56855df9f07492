using Microsoft.AspNetCore.Http;

namespace Sutler.Service.Api;

/// <summary>
/// Who makes a request. Endpoints take it as a parameter (<c>Caller caller</c>); what lies deeper, and the audit, reads
/// <see cref="Current"/>, which follows the request's flow and is the service itself everywhere else.
/// </summary>
internal sealed record Caller
{
    /// <summary>Holds a box, emptied when the request ends: a loop that a request starts must not act in its name for ever.</summary>
    private static readonly AsyncLocal<Box?> Flow = new();

    /// <summary>The service, acting by itself.</summary>
    public static readonly Caller Service = new() { Id = "service", Name = "Sutler provisioning service", Kind = CallerKind.Application, Role = Role.Admin };

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required CallerKind Kind { get; init; }

    public required Role Role { get; init; }

    /// <summary>What a token is limited to; empty for all that the role gives.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    public static Caller Current => Flow.Value?.Caller ?? Service;

    /// <summary>Binds the parameter of an endpoint.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Caller>());

    /// <summary>Makes this the caller of everything the request does from here on, until the answer is disposed.</summary>
    public IDisposable Enter(HttpContext context)
    {
        context.Features.Set(this);
        return Flow.Value = new Box { Caller = this };
    }

    /// <summary>What stands against a request; null when it may go on.</summary>
    public string? Refusal(Access needed, string path)
    {
        if (Role < needed.Role)
            return $"This needs the role {needed.Role.ToString().ToLowerInvariant()}; '{Name}' has {Role.ToString().ToLowerInvariant()}. Ask an administrator for the role, or use another token.";
        if (Scopes.Count == 0 || needed.Scope == Api.Scopes.Own)
            return null;

        var scope = needed.Scope ?? Api.Scopes.Of(path);
        return Scopes.Contains(scope, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"This needs the scope {scope}; the token '{Name}' is limited to {string.Join(", ", Scopes)}. Make a token with that scope: sutler token create --scope {scope}.";
    }

    private sealed class Box : IDisposable
    {
        public Caller? Caller { get; set; }

        public void Dispose() => Caller = null;
    }
}
