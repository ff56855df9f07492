namespace Sutler.Host.Admin;

/// <summary>One thing that can be asked for.</summary>
/// <param name="Method">Such as <c>GET</c>.</param>
/// <param name="Pattern">Path below <c>/admin/v1</c>; may hold <c>{name}</c> once.</param>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record AdminRoute(string Method, string Pattern, string Summary, Func<AdminCall, CancellationToken, Task<AdminAnswer>> RunAsync)
{
    private readonly string[] _segments = Pattern.Split('/');

    /// <summary>What stands for <c>{name}</c>, or an empty text; null when the path is another's.</summary>
    public string? Match(string[] path)
    {
        if (path.Length != _segments.Length)
            return null;
        var name = "";
        for (var i = 0; i < path.Length; i++)
        {
            if (_segments[i] == "{name}")
                name = Uri.UnescapeDataString(path[i]);
            else if (!string.Equals(path[i], _segments[i], StringComparison.Ordinal))
                return null;
        }

        return name;
    }
}
