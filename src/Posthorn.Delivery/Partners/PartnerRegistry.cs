using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Secrets;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Partners;

/// <summary>Partners and the keys that speak for them.</summary>
/// <remarks>Safe for any number of threads. A key that was revoked opens nothing from the moment on at which the revocation is answered.</remarks>
internal sealed class PartnerRegistry
{
    private const int LongestName = 200;
    private const int LongestId = 64;

    private static readonly SearchValues<char> OfIds =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");

    private readonly ConcurrentDictionary<ApiKeyId, ApiKey> _keys = new();
    private readonly IConfigurationStore _store;
    private readonly EndpointDirectory _directory;
    private readonly ConfigurationWatch _watch;
    private readonly TimeProvider _clock;
    private readonly FillRandom _random;
    private ApiKey? _configured;

    public PartnerRegistry(IConfigurationStore store, EndpointDirectory directory, ConfigurationWatch watch, TimeProvider clock, FillRandom random)
    {
        (_store, _directory, _watch, _clock, _random) = (store, directory, watch, clock, random);
        watch.AddTaker(TakeOver);
    }

    /// <summary>Takes over what is stored. At the start, before anything else.</summary>
    public void Load(ConfigurationRows rows)
    {
        foreach (var partner in rows.Partners)
        {
            _directory.Put(partner);
        }

        foreach (var key in rows.Keys)
        {
            _keys[key.Id] = key;
        }
    }

    /// <summary>Lets a text from the configuration open everything. It is not stored, and another one takes its place.</summary>
    /// <exception cref="ArgumentException">The text is empty or too long.</exception>
    public void SetOperatorKey(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var hash = new byte[SHA256.HashSizeInBytes];
        if (!ApiKeyText.TryHash(text, hash))
        {
            throw new ArgumentException("The operator's key is too long.", nameof(text));
        }

        _configured = new(default, PartnerKey: null, ApiKeyScope.Operator, hash, _clock.GetUtcNow());
    }

    /// <param name="id">1 to 64 of letters, digits, <c>_</c> and <c>-</c>; null for one of ours.</param>
    /// <param name="name">1 to 200 characters for people.</param>
    public async ValueTask<PartnerResult> CreateAsync(string? id, string name, bool selfService)
    {
        var problems = Check(id, name);
        if (problems.Count > 0)
        {
            return new PartnerResult.Refused(problems);
        }

        var now = _clock.GetUtcNow();
        var partner = new Partner(0, id ?? $"ptn_{Guid.CreateVersion7(now):N}", name, selfService, now);
        return await _watch.ChangeAsync<PartnerResult>(async () =>
        {
            if (await _store.AddPartnerAsync(partner) is not { } key)
            {
                return new PartnerResult.IdTaken();
            }

            var stored = partner with { Key = key };
            _directory.Put(stored);
            return new PartnerResult.Created(stored);
        });
    }

    /// <summary>Makes a key for a partner. One that opens everything is made for the operator's partner alone, and is bound to no partner.</summary>
    /// <exception cref="ArgumentException">The scope is none, or that of the operator for another partner.</exception>
    public async ValueTask<NewApiKey> CreateKeyAsync(Partner partner, ApiKeyScope scope)
    {
        if (scope == ApiKeyScope.None || (scope == ApiKeyScope.Operator && !partner.IsOperator))
        {
            throw new ArgumentException("This partner cannot have a key of this scope.", nameof(scope));
        }

        var now = _clock.GetUtcNow();
        var id = ApiKeyId.New(now);
        var text = ApiKeyText.Create(id, _random);
        var hash = new byte[SHA256.HashSizeInBytes];
        _ = ApiKeyText.TryHash(text, hash);

        var key = new ApiKey(id, scope == ApiKeyScope.Operator ? null : partner.Key, scope, hash, now);
        return await _watch.ChangeAsync<NewApiKey>(async () =>
        {
            await _store.AddApiKeyAsync(key);
            _keys[id] = key;
            return new(key, text);
        });
    }

    /// <summary>A partner's stored keys, oldest first. Those of the operator count as the operator's partner's.</summary>
    public IReadOnlyList<ApiKey> KeysOf(Partner partner) =>
    [
        .. _keys.Values
            .Where(key => key.PartnerKey is { } owner ? owner == partner.Key : partner.IsOperator)
            .OrderBy(static key => key.CreatedAt).ThenBy(static key => key.Id.Value),
    ];

    /// <returns>False when this partner has no such key.</returns>
    public ValueTask<bool> RevokeKeyAsync(Partner partner, ApiKeyId id) => _watch.ChangeAsync(async () =>
        KeysOf(partner).Any(key => key.Id == id) && await _store.RemoveApiKeyAsync(id) && _keys.TryRemove(id, out _));

    /// <summary>The key that a bearer's text is; null when it is none that opens anything.</summary>
    public ApiKey? Authenticate(ReadOnlySpan<char> bearer)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (!ApiKeyText.TryHash(bearer, hash))
        {
            return null;
        }

        if (_configured is { } configured && CryptographicOperations.FixedTimeEquals(configured.Hash.Span, hash))
        {
            return configured;
        }

        return ApiKeyText.TryReadId(bearer, out var id)
            && _keys.TryGetValue(id, out var key)
            && CryptographicOperations.FixedTimeEquals(key.Hash.Span, hash)
                ? key
                : null;
    }

    private void TakeOver(ConfigurationChanges changes)
    {
        Load(changes.Rows);
        foreach (var id in changes.Revoked)
        {
            _ = _keys.TryRemove(id, out _);
        }
    }

    private static List<InputProblem> Check(string? id, string name)
    {
        var problems = new List<InputProblem>();
        if (id is not null && (id.Length is 0 or > LongestId || id.AsSpan().ContainsAnyExcept(OfIds)))
        {
            problems.Add(new("/id", "id_invalid", $"Give 1 to {LongestId} of letters, digits, _ and -, or leave the id out to be given one."));
        }

        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name.Any(static c => char.IsControl(c)))
        {
            problems.Add(new("/name", "name_invalid", $"Give a name of 1 to {LongestName} characters without line breaks and other control characters."));
        }

        return problems;
    }
}
