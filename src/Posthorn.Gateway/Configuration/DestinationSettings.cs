namespace Posthorn.Gateway.Configuration;

/// <summary>Where events go on to, and which.</summary>
/// <param name="From">The names of the sources.</param>
/// <param name="Types">Event types, or patterns such as <c>session.*</c>; null for all.</param>
internal sealed record DestinationSettings(
    string Name, IReadOnlyList<string> From, IReadOnlyList<string>? Types, string Schedule, TimeSpan Timeout, int MaxConcurrency, ForwardingTarget Target)
{
    private const string Scheme = "destination:";

    /// <summary>By which the store knows it. What it leads to stands in the configuration alone.</summary>
    public string Url => UrlOf(Name);

    public static string UrlOf(string name) => Scheme + name;

    public static bool IsOurs(string url) => url.StartsWith(Scheme, StringComparison.Ordinal);
}
