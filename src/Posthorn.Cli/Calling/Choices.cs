using System.CommandLine.Parsing;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Calling;

/// <summary>Reads one of an enum's values, in the words that the API uses.</summary>
internal static class Choices
{
    public static TEnum Of<TEnum>(ArgumentResult result)
        where TEnum : struct, Enum => TryRead<TEnum>(result, out var value) ? value : default;

    public static TEnum? Maybe<TEnum>(ArgumentResult result)
        where TEnum : struct, Enum => TryRead<TEnum>(result, out var value) ? value : null;

    /// <summary>Reads a list with commas between its values.</summary>
    public static IReadOnlyList<TEnum> ListOf<TEnum>(ArgumentResult result)
        where TEnum : struct, Enum
    {
        var chosen = new List<TEnum>();
        foreach (var word in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (TryRead<TEnum>(result, word, out var value) && !chosen.Contains(value))
            {
                chosen.Add(value);
            }
        }

        return chosen;
    }

    private static bool TryRead<TEnum>(ArgumentResult result, out TEnum value)
        where TEnum : struct, Enum => TryRead(result, result.Tokens.Count > 0 ? result.Tokens[0].Value : string.Empty, out value);

    private static bool TryRead<TEnum>(ArgumentResult result, string word, out TEnum value)
        where TEnum : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<TEnum>())
        {
            if (Words.Of(candidate) == word)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        result.AddError($"'{word}' is not one of: {string.Join(", ", Enum.GetValues<TEnum>().Select(Words.Of))}.");
        return false;
    }
}
