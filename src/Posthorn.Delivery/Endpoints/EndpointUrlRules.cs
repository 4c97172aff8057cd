using System.Globalization;
using System.Net;
using Posthorn.Delivery.Sending;

namespace Posthorn.Delivery.Endpoints;

/// <summary>What a URL must be like. The text is looked at first, since a parser mends what should be refused.</summary>
internal static class EndpointUrlRules
{
    public const int MaxLength = 2048;

    private const string Https = "https://";
    private const string Http = "http://";

    public static List<string> Check(string text, IReadOnlyList<IPNetwork> allowed, out Uri? url)
    {
        List<string> codes = [];
        if (text.Length > MaxLength)
        {
            codes.Add(EndpointUrlCodes.Length);
        }

        if (text.Any(IsRefused))
        {
            codes.Add(EndpointUrlCodes.Characters);
        }

        if (text.Contains('#'))
        {
            codes.Add(EndpointUrlCodes.Fragment);
        }

        var authority = AuthorityOf(text, out var isHttps);
        if (authority is null || (!isHttps && allowed.Count == 0))
        {
            codes.Add(EndpointUrlCodes.Scheme);
        }

        url = null;
        if (authority is not null)
        {
            CheckAuthority(authority, isHttps, allowed, codes);
            if (!Uri.TryCreate(text, UriKind.Absolute, out url) && codes.Count == 0)
            {
                codes.Add(EndpointUrlCodes.Host);
            }
        }

        return codes;
    }

    public static string MessageOf(string code) => code switch
    {
        EndpointUrlCodes.Scheme => "Give an absolute URL that begins with https://. Plain http is possible only where the operator allows a range with --allow-egress.",
        EndpointUrlCodes.UserInfo => "Leave the user name and password out of the URL. Send credentials in a header of the endpoint instead.",
        EndpointUrlCodes.Port => "Use port 443 or 8443. Other ports are possible only where the operator allows a range with --allow-egress.",
        EndpointUrlCodes.Host => "Give a public host name: labels of letters, digits and hyphens, at least two of them, without a dot at the end.",
        EndpointUrlCodes.IpLiteral => "Give a host name instead of an address. Addresses are possible only inside a range that the operator allows with --allow-egress.",
        EndpointUrlCodes.Characters => "Percent-encode spaces, control characters and backslashes, or leave them out.",
        EndpointUrlCodes.Fragment => "Leave out the # and what follows it: a fragment is never sent.",
        EndpointUrlCodes.Length => $"Give a URL of at most {MaxLength} characters.",
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };

    // What stands between the scheme and the path, cut as RFC 3986 cuts it; null where there is no such scheme.
    private static string? AuthorityOf(string text, out bool isHttps)
    {
        isHttps = text.StartsWith(Https, StringComparison.OrdinalIgnoreCase);
        if (!isHttps && !text.StartsWith(Http, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = text[(isHttps ? Https : Http).Length..];
        var end = rest.AsSpan().IndexOfAny("/?#\\");
        return end < 0 ? rest : rest[..end];
    }

    private static void CheckAuthority(string authority, bool isHttps, IReadOnlyList<IPNetwork> allowed, List<string> codes)
    {
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            codes.Add(EndpointUrlCodes.UserInfo);
        }

        var host = authority[(at + 1)..];
        var colon = host.LastIndexOf(':');
        var port = isHttps ? 443 : 80;
        if (colon > host.LastIndexOf(']') && host.StartsWith('[') == host.Contains(']'))
        {
            // An empty port is the scheme's own.
            var isNumber = colon == host.Length - 1 || int.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port);
            port = isNumber ? port : 0;
            host = host[..colon];
        }

        var usual = Destination.IsOrdinaryPort(port) || (!isHttps && port == 80);
        if (port is < 1 or > 65535 || (!usual && allowed.Count == 0))
        {
            codes.Add(EndpointUrlCodes.Port);
        }

        if (EndpointHost.WhyRefused(host, allowed) is { } code)
        {
            codes.Add(code);
        }
    }

    // Format characters too: they hide or turn around what a person sees.
    private static bool IsRefused(char c)
        => c is <= ' ' or '\\' or '\x7f' || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or UnicodeCategory.Surrogate;
}
