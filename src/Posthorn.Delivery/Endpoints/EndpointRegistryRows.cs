using System.Text;
using System.Text.Json;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Secrets;
using Posthorn.Delivery.Storage;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Delivery.Endpoints;

/// <summary>Endpoints as rows and back, with their secrets sealed in between.</summary>
internal sealed class EndpointRegistryRows(SecretVault vault, IReadOnlyList<Profile> profiles)
{
    public const string UnreadableSecret = "unreadable_secret";
    public const string UnreadableHeaders = "unreadable_headers";
    public const string UnreadableRow = "unreadable_row";

    public static bool IsUnreadable(string? disabledReason) => disabledReason is UnreadableSecret or UnreadableHeaders or UnreadableRow;

    public static EndpointRow ToRow(Endpoint endpoint, ReadOnlyMemory<byte> sealedHeaders) => new(
        endpoint.Key,
        endpoint.Id,
        endpoint.Partner.Key,
        endpoint.Settings.Url,
        endpoint.Settings.Profile,
        endpoint.Settings.EventTypes is { } types ? string.Join(',', types) : null,
        endpoint.Settings.Schedule,
        endpoint.Settings.Timeout,
        endpoint.Settings.MaxConcurrency,
        endpoint.Settings.RatePerSecond,
        sealedHeaders,
        endpoint.Status,
        endpoint.DisabledReason,
        endpoint.CreatedAt);

    public async ValueTask<ReadOnlyMemory<byte>> SealHeadersAsync(Partner partner, long key, IReadOnlyList<KeyValuePair<string, string>> headers) =>
        headers.Count == 0 ? default : await vault.SealAsync(HeadersPlace(partner, key), Write(headers));

    public async ValueTask<SecretRow> SealSecretAsync(Partner partner, long key, EndpointSecret secret, string text) =>
        new(key, secret.Version, await vault.SealAsync(SecretPlace(partner, key, secret.Version), Encoding.UTF8.GetBytes(text)), secret.CreatedAt, secret.ExpiresAt);

    /// <summary>Makes an endpoint ready. What cannot be opened disables this one alone, and tells why as its reason.</summary>
    /// <returns>Null when the row names a profile that there is none of.</returns>
    public Endpoint? Open(EndpointRow row, Partner partner, IEnumerable<SecretRow> secretRows)
    {
        if (profiles.FirstOrDefault(one => one.Name == row.Profile) is not { } profile)
        {
            return null;
        }

        var readable = Uri.TryCreate(row.Url, UriKind.Absolute, out var url) & RetrySchedule.TryParse(row.Schedule, out var schedule, out _);
        var secrets = OpenSecrets(secretRows, partner, profile, out var newestOpened);
        var headers = OpenHeaders(row, partner);
        var fault = row.Status == EndpointStatus.Deleted ? null
            : !readable ? UnreadableRow
            : !newestOpened ? UnreadableSecret
            : headers is null ? UnreadableHeaders
            : null;

        return new()
        {
            Key = row.Key,
            Id = row.Id,
            Partner = partner,
            Settings = new(
                row.Url, row.Profile, row.EventTypes?.Split(','), row.Schedule, row.Timeout, row.MaxConcurrency, row.RatePerSecond, headers ?? []),
            Url = url ?? new("about:blank"),
            Profile = profile,
            Schedule = schedule ?? RetrySchedule.Once,
            Secrets = secrets,
            Status = fault is null ? row.Status : EndpointStatus.Disabled,
            DisabledReason = fault ?? (IsUnreadable(row.DisabledReason) ? EndpointRegistry.ByRequest : row.DisabledReason),
            CreatedAt = row.CreatedAt,
        };
    }

    private List<EndpointSecret> OpenSecrets(IEnumerable<SecretRow> rows, Partner partner, Profile profile, out bool newestOpened)
    {
        var secrets = new List<EndpointSecret>();
        newestOpened = false;
        foreach (var (place, row) in rows.OrderByDescending(static row => row.Version).Index())
        {
            if (vault.TryOpen(SecretPlace(partner, row.EndpointKey, row.Version), row.Sealed.Span, out var text)
                && profile.Scheme.TryCreateKey(Encoding.UTF8.GetString(text), out var key, out _))
            {
                newestOpened |= place == 0;
                secrets.Add(new(row.Version, key, row.CreatedAt, row.ExpiresAt));
            }
        }

        return secrets;
    }

    private List<KeyValuePair<string, string>>? OpenHeaders(EndpointRow row, Partner partner)
    {
        if (row.SealedHeaders.IsEmpty)
        {
            return [];
        }

        return vault.TryOpen(HeadersPlace(partner, row.Key), row.SealedHeaders.Span, out var json) ? Read(json) : null;
    }

    private static byte[] Write(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in headers)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static List<KeyValuePair<string, string>> Read(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateObject().Select(static one => KeyValuePair.Create(one.Name, one.Value.GetString()!))];
    }

    private static SealedPlace SecretPlace(Partner partner, long key, int version) => new(partner.Id, "endpoint_secrets", key, version);

    private static SealedPlace HeadersPlace(Partner partner, long key) => new(partner.Id, "endpoints", key, Version: 0);
}
