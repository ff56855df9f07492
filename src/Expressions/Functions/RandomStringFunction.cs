using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>
/// A random text such as a first password: so many digits, special characters, capitals and small letters at least, the rest from all of them,
/// shuffled (S/EXPR-67). The special characters are those of Windows' rule for complex passwords.
/// </summary>
internal sealed class RandomStringFunction() : ExpressionFunction(
    "RandomString",
    Whole("Length"),
    Whole("MinimumNumbers"),
    Whole("MinimumSpecialCharacters"),
    Whole("MinimumCapital"),
    Whole("MinimumLowerCase"),
    new("CharactersToAvoid", Required: false))
{
    private const int MostLength = 256;

    private static readonly string[] Alphabets =
        ["0123456789", "~!@#$%^&*_-+=`|\\(){}[]:;\"'<>,.?/", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"];

    internal override ExpressionValue Invoke(FunctionCall call)
    {
        var numbers = new int[5];
        for (var index = 0; index < numbers.Length; index++)
        {
            if (!call.TryInteger(index, out var number) || number is < 0 or > MostLength)
                return call.Fail(index, $"this is not a whole number from 0 to {MostLength}. Give one");
            numbers[index] = (int)number;
        }

        var length = numbers[0];
        if (numbers[1..].Sum() > length)
            return call.Fail(0, "the length is less than the minima together. Give a greater length");

        var allowed = Alphabets.Select(alphabet => string.Concat(alphabet.Except(call.Text(5)))).ToArray();
        var any = string.Concat(allowed);
        var made = new List<char>(length);
        for (var kind = 0; kind < allowed.Length; kind++)
        {
            if (allowed[kind].Length == 0 && numbers[kind + 1] > 0)
                return call.Fail(5, "all characters of a kind that is needed are to be avoided. Leave some of them");
            Draw(call, allowed[kind], numbers[kind + 1], made);
        }

        if (any.Length == 0 && length > made.Count)
            return call.Fail(5, "all characters are to be avoided. Leave some of them");
        Draw(call, any, length - made.Count, made);
        Shuffle(call, made);
        return ExpressionValue.Of(string.Concat(made));
    }

    private static FunctionParameter Whole(string name) => new(name) { Type = "Integer" };

    private static void Draw(FunctionCall call, string alphabet, int count, List<char> made)
    {
        for (var drawn = 0; drawn < count; drawn++)
            made.Add(alphabet[call.Context.NextRandom(alphabet.Length)]);
    }

    private static void Shuffle(FunctionCall call, List<char> made)
    {
        for (var last = made.Count - 1; last > 0; last--)
        {
            var other = call.Context.NextRandom(last + 1);
            (made[last], made[other]) = (made[other], made[last]);
        }
    }
}
