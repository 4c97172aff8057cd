using System.Buffers;

namespace Posthorn.Gateway.Configuration;

/// <summary>What sources and destinations may be called. What is stored belongs to the name.</summary>
internal static class Names
{
    private const int Longest = 60;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");

    public static void Check(Section section)
    {
        if (section.Name.Length is 0 or > Longest || section.Name.AsSpan().ContainsAnyExcept(Allowed))
        {
            section.Mistake($"a name has 1 to {Longest} of letters, digits, _ and -.");
        }
    }
}
