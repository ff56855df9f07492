using System.Globalization;
using System.Text;

namespace Sutler.EndToEnd.Tests.Kit;

/// <summary>A directory of workers that changes from file to file.</summary>
internal sealed class History
{
    private readonly Random _random;
    private readonly (bool Active, int Title)[] _workers;

    public History(int seed, int workers)
    {
        _random = new Random(seed);
        _workers = [.. Enumerable.Range(0, workers).Select(number => (Active: number % 10 != 0, Title: 0))];
    }

    /// <summary>The state as a file.</summary>
    public string Csv
    {
        get
        {
            var text = new StringBuilder("WorkerID,Status,UserID,Title\n");
            for (var i = 0; i < _workers.Length; i++)
                text.Append(CultureInfo.InvariantCulture, $"{i},{(_workers[i].Active ? "Active" : "Inactive")},{Login(i)},{Title(i)}\n");
            return text.ToString();
        }
    }

    /// <summary>The users that the target must have in use, each once, with their titles: those of the active workers.</summary>
    public IReadOnlyList<string> InUse =>
        [.. Enumerable.Range(0, _workers.Length).Where(i => _workers[i].Active).Select(i => $"{Login(i)} {Title(i)}")];

    /// <summary>Some workers get another title, a few leave, a few come back or join.</summary>
    public void Move(int titles, int turns)
    {
        for (var i = 0; i < titles; i++)
            _workers[_random.Next(_workers.Length)].Title++;
        for (var i = 0; i < turns; i++)
        {
            ref var worker = ref _workers[_random.Next(_workers.Length)];
            worker.Active = !worker.Active;
        }
    }

    private static string Login(int i) => string.Create(CultureInfo.InvariantCulture, $"u{i:00000}");

    private string Title(int i) => string.Create(CultureInfo.InvariantCulture, $"t{_workers[i].Title}");
}
