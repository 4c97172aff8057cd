using System.Globalization;
using System.Net;
using Posthorn.Delivery.Sending;

namespace Posthorn.Delivery.Endpoints;

/// <summary>The host of an endpoint's URL: a name of the Internet, or what the operator's ranges may hold.</summary>
internal static class EndpointHost
{
    private const int MaxName = 253;
    private const int MaxLabel = 63;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>A code of <see cref="EndpointUrlCodes"/>, or null where the host is accepted.</summary>
    public static string? WhyRefused(string host, IReadOnlyList<IPNetwork> allowed)
    {
        // Full-width digits, circled digits and ideographic dots become ASCII somewhere on the way to the wire, on some systems.
        var folded = Fold(host);
        if (LiteralOf(folded) is { } literal)
        {
            return folded == host && IsAllowed(literal, allowed) ? null : EndpointUrlCodes.IpLiteral;
        }

        return folded.StartsWith('[') || EndsInNumber(folded) ? EndpointUrlCodes.IpLiteral
            : folded != host || !IsName(host) || HostNames.IsMetadata(host) || (HostNames.IsLocal(host) && allowed.Count == 0) ? EndpointUrlCodes.Host
            : null;
    }

    private static bool IsAllowed(IPAddress address, IReadOnlyList<IPNetwork> allowed)
    {
        var plain = AddressTable.Plain(address);
        return !AddressTable.IsMetadata(plain) && allowed.Any(range => range.Contains(plain));
    }

    // The parser's own view counts as well: it knows octal, hexadecimal and shortened addresses.
    private static IPAddress? LiteralOf(string host)
    {
        var bare = host.Trim('[', ']');
        return HostNames.IsLiteral(bare, out var address) ? address
            : Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var uri) && HostNames.IsLiteral(uri.IdnHost, out address) ? address
            : null;
    }

    // A name whose last label is a number is read as an address by some resolvers, and fails at the others.
    private static bool EndsInNumber(string host)
    {
        var last = host.TrimEnd('.').Split('.')[^1];
        return last.Length > 0
            && (last.All(char.IsAsciiDigit) || (last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && last.Skip(2).All(char.IsAsciiHexDigit)));
    }

    private static bool IsName(string host)
    {
        if (!TryAscii(host, out var ascii))
        {
            return false;
        }

        return ascii.Length is > 0 and <= MaxName && ascii.Split('.').All(IsLabel);
    }

    private static bool IsLabel(string label)
        => label.Length is > 0 and <= MaxLabel
            && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && label[0] != '-' && label[^1] != '-';

    // There and back again: a broken xn-- label does not survive it.
    private static bool TryAscii(string host, out string ascii)
    {
        ascii = host;
        if (System.Text.Ascii.IsValid(host) && !host.Contains("xn--", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        try
        {
            ascii = Idn.GetAscii(host.ToLowerInvariant());
            var unicode = Idn.GetUnicode(ascii);
            return unicode.All(IsOfWords) && Fold(unicode) == unicode && Idn.GetAscii(unicode) == ascii;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsOfWords(char c)
        => char.IsLetterOrDigit(c) || c is '-' or '.'
            || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // By hand, because the platform's normalisation needs data files that a small container does not have.
    private static string Fold(string host)
        => string.Concat(host.Select(c => c switch
        {
            >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
            >= '\u2460' and <= '\u2468' => (char)('1' + (c - '\u2460')),
            '\u24EA' or '\u24FF' => '0',
            '\u3002' or '\uFF0E' or '\uFF61' or '\u2024' => '.',
            _ => CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit ? (char)('0' + digit) : c,
        }));
}
