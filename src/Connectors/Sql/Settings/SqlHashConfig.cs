namespace Sutler.Connectors.Sql.Settings;

/// <summary>How a secret text is hashed before it is stored.</summary>
/// <param name="Iterations">Rounds of the key derivation.</param>
internal sealed record SqlHashConfig(int Iterations);
