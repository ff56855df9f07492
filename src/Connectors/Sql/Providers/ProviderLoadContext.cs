using System.Reflection;
using System.Runtime.Loader;

namespace Sutler.Connectors.Sql.Providers;

/// <summary>
/// Finds a provider's own libraries beside it: by its dependency file where it has one, else by their names. What the framework has is the
/// framework's, so that its types are the same on both sides.
/// </summary>
internal sealed class ProviderLoadContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
{
    private readonly AssemblyDependencyResolver _resolver = new(path);
    private readonly string _folder = Path.GetDirectoryName(path)!;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var beside = Path.Combine(_folder, assemblyName.Name + ".dll");
        var found = _resolver.ResolveAssemblyToPath(assemblyName) ?? (File.Exists(beside) ? beside : null);
        return found is null || IsFramework(assemblyName) ? null : LoadFromAssemblyPath(found);
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        var found = _resolver.ResolveUnmanagedDllToPath(unmanagedDllName);
        return found is null ? 0 : LoadUnmanagedDllFromPath(found);
    }

    private static bool IsFramework(AssemblyName name) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name.Name + ".dll"));
}
