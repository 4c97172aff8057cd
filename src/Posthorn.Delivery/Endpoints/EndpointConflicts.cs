namespace Posthorn.Delivery.Endpoints;

/// <summary>Why a well-formed change of an endpoint is refused, by stable code.</summary>
internal static class EndpointConflicts
{
    public static EndpointRegistryResult Exists { get; } = new EndpointRegistryResult.Conflict(
        "endpoint_exists", "The partner has an endpoint of this URL and profile. Change that one, or delete it first.");

    public static EndpointRegistryResult SecondSuki { get; } = new EndpointRegistryResult.Conflict(
        "suki_endpoint_exists", "The partner has an active endpoint of the suki profile, and that vendor notifies one URL. Disable the other first, or ask for a second one explicitly.");

    public static EndpointRegistryResult Unreadable { get; } = new EndpointRegistryResult.Conflict(
        "endpoint_unreadable", "The stored secret or headers cannot be opened. Rotate the secret and set the headers anew first.");

    public static EndpointRegistryResult TooManySecrets { get; } = new EndpointRegistryResult.Conflict(
        "secret_quota", "As many older secrets are signing as can be. Wait until one expires, or rotate without overlap.");

    public static EndpointRegistryResult Quota(int most) => new EndpointRegistryResult.Conflict(
        "endpoint_quota", $"The partner has {most} endpoints, which is the most. Delete one first.");
}
