using System.Text;

namespace Posthorn.Api.Endpoints;

/// <summary>Asks for a new endpoint: a URL of the partner's that gets notifications.</summary>
public sealed record CreateEndpoint
{
    /// <summary>Gets where notifications go: an absolute https URL with a host name that resolves to public addresses. Plain http and private addresses only where the operator allows them.</summary>
    public required string Url { get; init; }

    /// <summary>Gets the wire format: <c>suki</c>, <c>sully</c> or <c>standard</c>.</summary>
    public required string Profile { get; init; }

    /// <summary>Gets the event types it wants.</summary>
    /// <value>The default is null: every type that the profile can express.</value>
    public IReadOnlyList<string>? EventTypes { get; init; }

    /// <summary>Gets the secret that signs, where the partner has one already. 24 to 64 bytes once decoded as the profile says.</summary>
    /// <value>The default is null: the server makes one and shows it in the answer.</value>
    public string? Secret { get; init; }

    /// <summary>Gets when failed deliveries are tried again.</summary>
    /// <value>The default is null: the profile's own.</value>
    public Schedule? Schedule { get; init; }

    /// <summary>Gets how long one attempt may take in all, in whole seconds. 1 to 60.</summary>
    /// <value>The default is null: the profile's own, 30 seconds.</value>
    public int? TimeoutSeconds { get; init; }

    /// <summary>Gets how many attempts may be on their way at once. 1 to 200.</summary>
    /// <value>The default is null: 32.</value>
    public int? MaxConcurrency { get; init; }

    /// <summary>Gets how many attempts may begin in a second. Above 0, at most 10,000.</summary>
    /// <value>The default is null: no limit of pace.</value>
    public double? RatePerSecond { get; init; }

    /// <summary>Gets headers that go with every attempt, by name. The values are kept encrypted and never shown again.</summary>
    /// <value>The default is null: none.</value>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Gets a value indicating whether this may be a second active endpoint of the suki profile, although that vendor notifies one URL.</summary>
    /// <value>The default is false.</value>
    public bool AllowSecondSuki { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        _ = builder.Append("Profile = ").Append(Profile).Append(", Url = ***, Secret = ***, Headers = ***");
        return true;
    }
}
