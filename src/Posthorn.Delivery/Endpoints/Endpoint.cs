using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Scheduling;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;

namespace Posthorn.Delivery.Endpoints;

/// <summary>An endpoint made ready to be delivered to. Immutable: a change makes a new one, which the directory swaps in whole.</summary>
internal sealed record Endpoint
{
    public required long Key { get; init; }

    public required EndpointId Id { get; init; }

    public required Partner Partner { get; init; }

    public required EndpointSettings Settings { get; init; }

    public required Uri Url { get; init; }

    public required Profile Profile { get; init; }

    public required RetrySchedule Schedule { get; init; }

    /// <summary>Newest first. Empty only where it takes no deliveries: when it is deleted, or its secret cannot be opened.</summary>
    public required IReadOnlyList<EndpointSecret> Secrets { get; init; }

    public required EndpointStatus Status { get; init; }

    /// <summary>Why it is disabled: <c>by_request</c>, <c>gone</c>, <c>failing</c>, or <c>unreadable_…</c> where the store could not be opened.</summary>
    public string? DisabledReason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool Wants(string eventType) =>
        Status == EndpointStatus.Enabled
        && (Settings.EventTypes is { } types ? EventTypePattern.Any(types, eventType) : Profile.CanExpress(eventType));

    /// <summary>Puts the keys that sign at <paramref name="now"/> into <paramref name="keys"/>, newest first.</summary>
    /// <returns>How many there are: at least one, for the newest never expires.</returns>
    public int KeysAt(DateTimeOffset now, Span<SigningKey> keys)
    {
        var count = 0;
        foreach (var secret in Secrets)
        {
            if (count < keys.Length && (secret.ExpiresAt is not { } end || end > now))
            {
                keys[count++] = secret.Key;
            }
        }

        return count;
    }

    /// <summary>The id alone: a URL may be a credential.</summary>
    public override string ToString() => Id.ToString();
}
