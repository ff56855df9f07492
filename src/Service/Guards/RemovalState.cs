namespace Sutler.Service.Guards;

/// <summary>Where a removal that was held stands.</summary>
internal static class RemovalState
{
    /// <summary>Waits for an operator.</summary>
    public const string Held = "held";

    /// <summary>Goes through once.</summary>
    public const string Released = "released";

    /// <summary>Is not made; forgotten when the object is in use again.</summary>
    public const string Rejected = "rejected";
}
