namespace Sutler.Service.Directory;

/// <summary>Tells the jobs of this process at once that the directory has changed. Losing a signal costs time, not changes: jobs look by themselves too.</summary>
internal sealed class DirectorySignal
{
    private volatile Action _listener = static () => { };

    public void Listen(Action listener) => _listener = listener;

    public void Raise() => _listener();
}
