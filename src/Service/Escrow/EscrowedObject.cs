namespace Sutler.Service.Escrow;

/// <summary>Which object failed.</summary>
/// <param name="SourceId">Its id in the directory.</param>
/// <param name="ObjectType">User or Group.</param>
/// <param name="Name">What people know it by; empty where nobody knows.</param>
internal sealed record EscrowedObject(string SourceId, string ObjectType, string Name);
