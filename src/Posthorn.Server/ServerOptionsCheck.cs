using System.Net;
using Posthorn.Delivery.Sending;
using Posthorn.Hosting;

namespace Posthorn.Server;

/// <summary>Finds everything that is wrong with the options at once, so that nobody has to start five times to mend five mistakes.</summary>
internal static class ServerOptionsCheck
{
    private const int ShortestOperatorKey = 12;
    private const int LongestOperatorKey = 256;
    private const int SmallestPayload = 1024;
    private const int LargestPayload = 16 * 1024 * 1024;

    private static readonly TimeSpan ShortestRetention = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestRetention = TimeSpan.FromDays(3653);
    private static readonly TimeSpan LongestGrace = TimeSpan.FromMinutes(10);

    /// <summary>One sentence for each mistake, naming the option; empty when the server can be built.</summary>
    public static IReadOnlyList<string> Mistakes(ServerOptions options)
    {
        var mistakes = new List<string>();
        Add(mistakes, OfStorage(options.Storage));
        mistakes.AddRange(options.Urls.Select(OfUrl).OfType<string>());
        mistakes.AddRange(options.AllowEgress.Where(static range => !IPNetwork.TryParse(range, out _))
            .Select(static _ => "--allow-egress: give a range of addresses, such as 10.0.0.0/8 or fd00::/8."));
        Add(mistakes, options.EgressCa is { } file && !EgressAuthorities.TryLoad(file, out _, out var problem) ? problem : null);
        Add(mistakes, OfPublicUrl(options.PublicUrl));
        Add(mistakes, OfNodeName(options.NodeName));
        Add(mistakes, OfOperatorKey(options.OperatorKey));
        Add(mistakes, OfMasterKey(options));
        Add(mistakes, options.PayloadLimit is < SmallestPayload or > LargestPayload ? "--payload-limit: give a number of bytes from 1024 to 16777216." : null);
        Add(mistakes, options.Retention < ShortestRetention || options.Retention > LongestRetention ? "--retention: give a time from 1 hour to 10 years." : null);
        Add(mistakes, options.DrainGrace < TimeSpan.Zero || options.DrainGrace > LongestGrace ? "--drain-grace: give a time from 0 to 10 minutes." : null);
        Add(mistakes, options.MaxConnections is < 1 or > 1_000_000 ? "--max-connections: give a number from 1 to 1000000." : null);

        return mistakes;
    }

    private static string? OfStorage(string storage) => StorageKind.Of(storage) switch
    {
        StorageKind.Sqlite when StorageKind.PathOf(storage).Length > 0 => null,
        StorageKind.Sqlite => "--storage: name the file behind sqlite:, such as sqlite:/var/lib/posthorn/posthorn.db.",
        StorageKind.Postgres when StorageKind.PathOf(storage).Length > 0 => null,
        StorageKind.Postgres => "--storage: give a connection string behind postgres:, such as 'postgres:Host=db.example;Database=posthorn;Username=posthorn'.",
        _ => "--storage: give sqlite: and the path of a file, or postgres: and a connection string.",
    };

    // Every node needs the same one, and a file beside a database that is elsewhere is no place for it.
    private static string? OfMasterKey(ServerOptions options) =>
        StorageKind.Of(options.Storage) == StorageKind.Postgres && string.IsNullOrEmpty(options.MasterKey)
            ? "POSTHORN_MASTER_KEY: on PostgreSQL every node needs the same key, base64 of 32 random bytes. Make one with: openssl rand -base64 32"
            : null;

    private static string? OfNodeName(string? name) =>
        name is null || (name.Length is > 0 and <= 64 && !name.AsSpan().ContainsAnyExceptInRange('!', '~'))
            ? null
            : "--node: give 1 to 64 visible ASCII characters, another name to each node.";

    private static string? OfPublicUrl(string? url) =>
        url is null || (Uri.TryCreate(url, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttps || parsed.Scheme == Uri.UriSchemeHttp)
            && parsed.Query.Length == 0 && parsed.Fragment.Length == 0 && parsed.UserInfo.Length == 0)
                ? null
                : "--public-url: give where partners reach this server, such as https://notify.vendor.example, without query, fragment and user.";

    private static string? OfUrl(string url) =>
        Uri.TryCreate(url.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal), UriKind.Absolute, out var parsed)
            && parsed.Scheme == Uri.UriSchemeHttp && parsed.PathAndQuery == "/" && parsed.UserInfo.Length == 0
                ? null
                : "--urls: give http://ADDRESS:PORT; put a proxy that speaks TLS in front of it for callers from elsewhere.";

    private static string? OfOperatorKey(string? key) =>
        key is null || (key.Length is >= ShortestOperatorKey and <= LongestOperatorKey && !key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            ? null
            : $"POSTHORN_OPERATOR_KEY: give {ShortestOperatorKey} to {LongestOperatorKey} visible ASCII characters; better 32 random ones.";

    private static void Add(List<string> mistakes, string? mistake)
    {
        if (mistake is not null)
        {
            mistakes.Add(mistake);
        }
    }
}
