using System.Text;

namespace Posthorn.Api.Endpoints;

/// <summary>An endpoint.</summary>
public sealed record EndpointInfo
{
    /// <summary>Gets its id, <c>ep_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets whose it is.</summary>
    public required string PartnerId { get; init; }

    /// <summary>Gets where notifications go.</summary>
    public required string Url { get; init; }

    /// <summary>Gets the wire format.</summary>
    public required string Profile { get; init; }

    /// <summary>Gets the event types it wants.</summary>
    /// <value>Null means every type that the profile can express.</value>
    public IReadOnlyList<string>? EventTypes { get; init; }

    /// <summary>Gets when failed deliveries are tried again.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>Gets how long one attempt may take in all, in whole seconds.</summary>
    public required int TimeoutSeconds { get; init; }

    /// <summary>Gets how many attempts may be on their way at once.</summary>
    public required int MaxConcurrency { get; init; }

    /// <summary>Gets how many attempts may begin in a second.</summary>
    /// <value>Null means no limit of pace.</value>
    public double? RatePerSecond { get; init; }

    /// <summary>Gets the headers that go with every attempt: their names, and <c>***</c> in place of each value.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Gets whether it takes deliveries.</summary>
    public required EndpointState State { get; init; }

    /// <summary>Gets why it is disabled: <c>by_request</c>, <c>gone</c> (it answered 410), <c>failing</c> (for too long), or <c>unreadable_…</c> (the store could not be opened).</summary>
    /// <value>Null while it is enabled.</value>
    public string? DisabledReason { get; init; }

    /// <summary>Gets when it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets the secret that signs. Shown this once.</summary>
    /// <value>The default is null: only the answer that makes an endpoint has it.</value>
    public string? Secret { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        _ = builder.Append("Id = ").Append(Id).Append(", Profile = ").Append(Profile).Append(", Secret = ***");
        return true;
    }
}
