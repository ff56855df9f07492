using System.Runtime.InteropServices;

namespace Sutler.Odbc.Native;

/// <summary>A handle of the driver manager. It keeps its parent alive: a statement is let go before its connection, whoever is disposed first.</summary>
internal abstract class OdbcHandle : SafeHandle
{
    private readonly OdbcHandle? _parent;

    protected OdbcHandle(short kind, OdbcHandle? parent)
        : base(IntPtr.Zero, ownsHandle: true)
    {
        Kind = kind;
        var held = false;
        parent?.DangerousAddRef(ref held);
        _parent = parent;
        var result = OdbcApi.SQLAllocHandle(kind, parent?.DangerousGetHandle() ?? IntPtr.Zero, out var allocated);
        if (!Diagnostics.IsGood(result))
        {
            var failure = parent is null
                ? new OdbcException([new OdbcError("HY000", 0, "The ODBC driver manager could not be started. Check its installation.")])
                : Diagnostics.Failure(parent, result);
            if (held)
                parent!.DangerousRelease();
            _parent = null;
            throw failure;
        }

        SetHandle(allocated);
    }

    /// <summary>Environment, connection or statement.</summary>
    public short Kind { get; }

    public sealed override bool IsInvalid => handle == IntPtr.Zero;

    /// <summary>Throws when a call on this handle failed.</summary>
    public void Check(short result)
    {
        if (!Diagnostics.IsGood(result))
            throw Diagnostics.Failure(this, result);
    }

    protected sealed override bool ReleaseHandle()
    {
        BeforeFree();
        var freed = OdbcApi.SQLFreeHandle(Kind, handle) == OdbcCode.Success;
        _parent?.DangerousRelease();
        return freed;
    }

    protected virtual void BeforeFree()
    {
    }
}
