namespace Posthorn.Delivery.Endpoints;

/// <summary>What an operator or partner wrote for an endpoint, checked and otherwise as it was written.</summary>
/// <param name="EventTypes">The subscription; null means every type that the profile can express.</param>
/// <param name="Schedule">A preset's name, or waits in seconds joined by commas.</param>
/// <param name="RatePerSecond">Null means no limit of pace.</param>
/// <param name="Headers">Sent with every attempt. Values may be credentials, so they are sealed in the store.</param>
internal sealed record EndpointSettings(
    string Url,
    string Profile,
    IReadOnlyList<string>? EventTypes,
    string Schedule,
    TimeSpan Timeout,
    int MaxConcurrency,
    double? RatePerSecond,
    IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    public const int DefaultMaxConcurrency = 32;

    /// <summary>The profile alone: a URL and headers may be credentials.</summary>
    public override string ToString() => $"{Profile} ***";
}
