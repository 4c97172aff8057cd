namespace Posthorn.Gateway.Forwarding;

/// <summary>The routing key of a message: text, with the event's type and source where it says so.</summary>
internal static class RoutingKeys
{
    public const string Usual = Type;

    private const string Type = "{type}";
    private const string Source = "{source}";

    public static bool IsValid(string pattern) => !Fill(pattern, string.Empty, string.Empty).AsSpan().ContainsAny('{', '}');

    public static string Fill(string pattern, string type, string source) =>
        pattern.Replace(Type, type, StringComparison.Ordinal).Replace(Source, source, StringComparison.Ordinal);
}
