using System.Text;

namespace Sutler.Scim.Tests.Fuzz;

/// <summary>Changes text in small ways that parsers trip over.</summary>
internal sealed class TextMutator(Random random, string[] tokens)
{
    public string Mutate(string text)
    {
        var result = new StringBuilder(text);
        for (var count = random.Next(1, 5); count > 0; count--)
            MutateOnce(result);
        return result.ToString();
    }

    private void MutateOnce(StringBuilder text)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, 9), text.Length - at);
        switch (random.Next(6))
        {
            case 0:
                text.Remove(at, length);
                break;
            case 1:
                text.Insert(at, text.ToString(at, length));
                break;
            case 2:
                text.Insert(at, tokens[random.Next(tokens.Length)]);
                break;
            case 3:
                text.Insert(at, (char)random.Next(char.MaxValue + 1));
                break;
            case 4 when at < text.Length:
                text[at] = text[random.Next(text.Length)];
                break;
            default:
                text.Remove(at, length).Insert(random.Next(text.Length + 1), tokens[random.Next(tokens.Length)]);
                break;
        }
    }
}
