namespace Sutler.Testing;

/// <summary>Carries an error answer to where it is written.</summary>
internal sealed class TargetRefusal(int status, string? scimType, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string? ScimType { get; } = scimType;
}
