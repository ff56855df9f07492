using System.Data.Common;
using System.Reflection;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Providers;

/// <summary>Loads an ADO.NET provider from its file, with the files beside it, apart from the libraries of this process.</summary>
internal static class ProviderLoader
{
    /// <summary>The provider's factory.</summary>
    /// <exception cref="ConnectorException">The file or type is not there, or is none of a provider.</exception>
    public static DbProviderFactory Load(string path, string typeName)
    {
        var assembly = LoadAssembly(path);
        var type = assembly.GetType(typeName, throwOnError: false, ignoreCase: false)
            ?? throw Refuse($"'{path}' holds no type '{typeName}'. Use one of: {Candidates(assembly)}.");
        if (!type.IsAssignableTo(typeof(DbProviderFactory)))
            throw Refuse($"type '{typeName}' is no DbProviderFactory. Use one of: {Candidates(assembly)}.");

        const BindingFlags Shared = BindingFlags.Public | BindingFlags.Static;
        var instance = type.GetField("Instance", Shared)?.GetValue(null) ?? type.GetProperty("Instance", Shared)?.GetValue(null);
        return instance as DbProviderFactory
            ?? (type.GetConstructor(Type.EmptyTypes) is { } constructor ? (DbProviderFactory)constructor.Invoke(null) : null)
            ?? throw Refuse($"type '{typeName}' has neither a public 'Instance' nor a constructor. Name another factory of the provider.");
    }

    private static Assembly LoadAssembly(string path)
    {
        if (!File.Exists(path))
            throw Refuse($"there is no file '{path}'. Put the provider there, or correct 'assembly'.");
        try
        {
            return new ProviderLoadContext(path).LoadFromAssemblyPath(path);
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException or FileNotFoundException)
        {
            throw Refuse($"'{path}' cannot be loaded ({e.Message}). Take the provider's build for .NET, for this processor, with the files it needs beside it.", e);
        }
    }

    private static string Candidates(Assembly assembly)
    {
        try
        {
            var names = assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(DbProviderFactory)) && !type.IsAbstract).Select(type => type.FullName).ToList();
            return names.Count > 0 ? string.Join(", ", names) : "none, for it is no ADO.NET provider";
        }
        catch (Exception e) when (e is FileNotFoundException or TypeLoadException)
        {
            return $"none that can be loaded ({e.Message})";
        }
    }

    private static ConnectorException Refuse(string message, Exception? inner = null) =>
        new(new ConnectorError(ConnectorErrorKind.Invalid, $"ADO.NET provider: {message}"), inner);
}
