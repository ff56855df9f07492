using System.Globalization;
using System.Text;

namespace Sutler.EndToEnd.Tests.Kit;

/// <summary>Files of workers: the real export beside the checkout, and generated ones.</summary>
internal static class Workers
{
    /// <summary>Path of the real HR export; skips the test with the reason where it is not there.</summary>
    public static string RealExport()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "workers-1000.csv");
            if (File.Exists(path))
                return path;
        }

        Assert.Skip("the real HR export (shared/data/workers-1000.csv beside the checkout) is not on this machine");
        return "";
    }

    /// <summary>A file of <paramref name="count"/> workers, the same for the same seed; one in ten inactive, most with a manager.</summary>
    public static string Generate(int count, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder("WorkerID,UserID,FirstName,LastName,Email,JobTitle,Department,ManagerID,WorkerStatus\n");
        for (var i = 0; i < count; i++)
        {
            var manager = random.Next(10) == 0 ? "" : (10_000 + random.Next(count)).ToString(CultureInfo.InvariantCulture);
            var status = random.Next(10) == 0 ? "Inactive" : "Active";
            text.Append(
                CultureInfo.InvariantCulture,
                $"{10_000 + i},w{i}@example.com,Given{i},Family{i % 97},w{i}@example.com,Title {i % 11},Department {i % 7},{manager},{status}\n");
        }

        return text.ToString();
    }
}
