using System.Runtime.InteropServices;

namespace Sutler.Odbc.Native;

/// <summary>Memory outside the collected heap, which stays where it is until it is grown or let go.</summary>
internal sealed unsafe class NativeBlock() : SafeHandle(IntPtr.Zero, ownsHandle: true)
{
    public override bool IsInvalid => handle == IntPtr.Zero;

    public byte* Pointer => (byte*)handle;

    public int Size { get; private set; }

    /// <summary>Makes room for this many bytes; what is held stays, but may move.</summary>
    public void Reserve(int size)
    {
        if (size <= Size)
            return;
        SetHandle((nint)NativeMemory.Realloc((void*)handle, (nuint)size));
        Size = size;
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        return true;
    }
}
