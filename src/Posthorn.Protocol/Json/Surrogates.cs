using System.Globalization;

namespace Posthorn.Protocol.Json;

/// <summary>Escaped surrogates: the platform's reader lets a lone one pass and throws when its text is asked for.</summary>
internal static class Surrogates
{
    /// <summary>Whether a string with valid escapes holds half of a pair.</summary>
    internal static bool AreBroken(ReadOnlySpan<byte> escaped)
    {
        while (escaped.IndexOf((byte)'\\') is var at and >= 0)
        {
            escaped = escaped[at..];
            if (escaped[1] != 'u')
            {
                escaped = escaped[2..];
                continue;
            }

            var unit = (char)UnitAt(escaped);
            escaped = escaped[6..];
            if (!char.IsSurrogate(unit))
            {
                continue;
            }

            if (char.IsLowSurrogate(unit) || escaped is not [(byte)'\\', (byte)'u', ..] || !char.IsLowSurrogate((char)UnitAt(escaped)))
            {
                return true;
            }

            escaped = escaped[6..];
        }

        return false;
    }

    private static ushort UnitAt(ReadOnlySpan<byte> escape) =>
        ushort.Parse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
