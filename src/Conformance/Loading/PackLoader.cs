using System.Reflection;
using Sutler.Conformance.Cases;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sutler.Conformance.Loading;

/// <summary>Loads the pack that ships, or files of the same form, and refuses the whole of it on the first fault.</summary>
public static class PackLoader
{
    private const long MaxBytes = 4 << 20;

    /// <summary>The cases that ship, in the order of their themes' file names.</summary>
    /// <exception cref="PackException">A file breaks the form.</exception>
    public static IReadOnlyList<ConformanceCase> LoadShipped()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return Checked(names.SelectMany(name =>
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return ReadFile(name, text);
        }));
    }

    /// <summary>The cases of one file, or of all <c>*.yaml</c> files of a folder.</summary>
    /// <exception cref="PackException">A file cannot be read or breaks the form.</exception>
    public static IReadOnlyList<ConformanceCase> LoadFrom(string path)
    {
        try
        {
            var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.yaml").Order(StringComparer.Ordinal) : (IEnumerable<string>)[path];
            return Checked(files.SelectMany(file =>
            {
                if (new FileInfo(file).Length > MaxBytes)
                    throw new PackException($"{file} is larger than {MaxBytes} bytes. Split it by theme.");
                using var text = new StreamReader(file);
                return ReadFile(Path.GetFileName(file), text);
            }));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PackException($"The pack {path} cannot be read ({e.Message}). Name a file or a folder of *.yaml files.", e);
        }
    }

    internal static IReadOnlyList<ConformanceCase> ReadFile(string file, TextReader text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(text);
        }
        catch (YamlException e)
        {
            throw new PackException($"{file}:{e.Start.Line}: is not valid YAML ({e.Message}).", e);
        }

        if (stream.Documents.Count != 1)
            throw new PackException($"{file}:1: must hold one document with the keys 'theme' and 'cases'.");
        var fields = new YamlFields(file, stream.Documents[0].RootNode);
        var theme = fields.Text("theme");
        var cases = fields.List("cases").Select(node => CaseReader.Read(file, theme, node)).ToList();
        fields.Close();
        return cases;
    }

    private static List<ConformanceCase> Checked(IEnumerable<ConformanceCase> cases)
    {
        var all = cases.ToList();
        var twice = all.GroupBy(one => one.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? all : throw new PackException($"{twice.Last().Theme}.yaml: the id '{twice.Key}' is given twice. Give each case its own.");
    }
}
