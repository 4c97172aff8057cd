namespace Posthorn.Delivery.Endpoints;

/// <summary>What somebody asks an endpoint to be, not yet checked. What is null is as the profile has it by default.</summary>
internal sealed record EndpointDraft
{
    public required string Url { get; init; }

    public required string Profile { get; init; }

    /// <summary>Null for every type that the profile can express.</summary>
    public IReadOnlyList<string>? EventTypes { get; init; }

    /// <summary>A preset's name, or waits in seconds joined by commas.</summary>
    public string? Schedule { get; init; }

    public int? TimeoutSeconds { get; init; }

    public int? MaxConcurrency { get; init; }

    /// <summary>Null for no limit of pace.</summary>
    public double? RatePerSecond { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>>? Headers { get; init; }

    public static EndpointDraft Of(EndpointSettings settings) => new()
    {
        Url = settings.Url,
        Profile = settings.Profile,
        EventTypes = settings.EventTypes,
        Schedule = settings.Schedule,
        TimeoutSeconds = (int)settings.Timeout.TotalSeconds,
        MaxConcurrency = settings.MaxConcurrency,
        RatePerSecond = settings.RatePerSecond,
        Headers = settings.Headers,
    };

    /// <summary>The profile alone: URLs and headers may hold credentials.</summary>
    public override string ToString() => $"{Profile} ***";
}
