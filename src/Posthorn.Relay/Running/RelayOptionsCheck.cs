using Posthorn.Hosting;

namespace Posthorn.Relay.Running;

/// <summary>Finds everything that is wrong with the options at once.</summary>
internal static class RelayOptionsCheck
{
    public const int ShortestToken = 20;

    private const int LongestToken = 256;
    private const int SmallestBody = 1024;
    private const int LargestBody = 16 * 1024 * 1024;
    private const long FewestBytes = 1024 * 1024;

    private static readonly TimeSpan ShortestKeep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestKeep = TimeSpan.FromDays(3653);

    /// <summary>One sentence for each mistake, naming the option; empty when the relay can be built.</summary>
    public static IReadOnlyList<string> Mistakes(RelayOptions options)
    {
        var mistakes = new List<string>();
        Add(mistakes, StorageKind.Of(options.Storage) != StorageKind.Sqlite || StorageKind.PathOf(options.Storage).Length == 0, "--storage: give sqlite: and the path of a file.");
        Add(mistakes, !options.Urls.All(IsUrl), "--urls: give http://ADDRESS:PORT; put a proxy that speaks TLS in front of it for callers from elsewhere.");
        Add(mistakes, options.Sources.Count == 0, "--source: name at least one source, such as --source suki.");
        Add(mistakes, !options.Sources.All(SourceNames.IsValid), "--source: give 1 to 64 letters, digits, - and _.");
        Add(mistakes, options.Token is { } token && !IsToken(token), $"The token of listeners must be {ShortestToken} to {LongestToken} visible ASCII characters; better 32 random ones.");
        Add(mistakes, options.Keep < ShortestKeep || options.Keep > LongestKeep, "--keep: give a time from 1m to 3653d, such as 12h or 7d.");
        Add(mistakes, options.KeepBytes < FewestBytes || options.KeepBytes < 4L * options.BodyLimit, "--keep-bytes: give at least 1048576, and four times the body limit.");
        Add(mistakes, options.BodyLimit is < SmallestBody or > LargestBody, "--body-limit: give a number of bytes from 1024 to 16777216.");
        return mistakes;
    }

    private static bool IsUrl(string url) =>
        Uri.TryCreate(url.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal), UriKind.Absolute, out var parsed)
        && parsed.Scheme == Uri.UriSchemeHttp && parsed.PathAndQuery == "/" && parsed.UserInfo.Length == 0;

    private static bool IsToken(string token) => token.Length is >= ShortestToken and <= LongestToken && !token.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static void Add(List<string> mistakes, bool isOne, string mistake)
    {
        if (isOne)
        {
            mistakes.Add(mistake);
        }
    }
}
