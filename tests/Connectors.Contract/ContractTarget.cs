using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Contract;

/// <summary>
/// An empty target made for one test, and the connector to it. Its schema holds the object type <see cref="User"/> with the attributes
/// of <see cref="ContractUser"/>: an anchor <c>Login</c> (text, compared without regard to case), <c>Name</c> (required text), <c>Mail</c> (unique text), <c>Title</c>
/// (text), <c>Active</c> (boolean), <c>Level</c> (integer), <c>Salary</c> (decimal), <c>HiredAt</c> (dateTime), <c>Photo</c> (binary),
/// <c>Manager</c> (reference to User) and <c>Stamp</c> (read only, made by the target).
/// </summary>
public abstract class ContractTarget : IAsyncDisposable
{
    /// <summary>Name of the object type.</summary>
    public const string User = "User";

    /// <summary>The connector under test.</summary>
    public abstract IConnector Connector { get; }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
