using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Posthorn.Relay.Keeping;

namespace Posthorn.Relay.Running;

/// <summary>The sources of this start, by name and by token. A token's text is never kept.</summary>
internal sealed class OpenSources(IReadOnlyList<KnownSource> sources, IReadOnlyDictionary<string, string> madeTokens)
{
    private const int TokenBytes = 32;
    private const int MostTokenText = 512;

    private readonly Dictionary<string, KnownSource> _byName = sources.ToDictionary(static one => one.Name, StringComparer.Ordinal);

    public IReadOnlyList<KnownSource> All => sources;

    /// <summary>The tokens that this start made, because there were none; to be shown once.</summary>
    public IReadOnlyDictionary<string, string> MadeTokens => madeTokens;

    /// <summary>Finds the sources in the store, and makes those that are not there yet.</summary>
    public static async Task<OpenSources> OpenAsync(RelayDatabase database, RelayOptions options)
    {
        var sources = new List<KnownSource>();
        var made = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in options.Sources.Distinct(StringComparer.Ordinal))
        {
            var token = "phl_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
            var hash = Hash(token);
            var source = await database.Writer.RunAsync(new EnsureSource(name, options.Token is { } given ? Hash(given) : null, hash));
            sources.Add(source);
            if (source.TokenHash.Span.SequenceEqual(hash))
            {
                made[name] = token;
            }
        }

        return new(sources, made);
    }

    public bool TryFind(string name, [NotNullWhen(true)] out KnownSource? source) => _byName.TryGetValue(name, out source);

    /// <summary>Whether a token opens a source. Takes as long for a wrong token as for the right one.</summary>
    public static bool Opens(KnownSource source, string token) =>
        token.Length is > 0 and <= MostTokenText && CryptographicOperations.FixedTimeEquals(Hash(token), source.TokenHash.Span);

    // A token has 256 bits of chance, or as many as whoever chose it gave it: there is nothing that a slow hash would protect.
    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
