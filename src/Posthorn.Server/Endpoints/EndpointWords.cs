using System.Globalization;
using Posthorn.Api.Endpoints;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Scheduling;

namespace Posthorn.Server.Endpoints;

/// <summary>Endpoints in the words of the API.</summary>
internal static class EndpointWords
{
    private const string Masked = "***";

    private static readonly string[] Presets = [RetrySchedule.Once.Text, RetrySchedule.Sully.Text, RetrySchedule.Standard.Text, RetrySchedule.Persistent.Text];

    public static EndpointInfo Describe(Endpoint endpoint) => new()
    {
        Id = endpoint.Id.ToString(),
        PartnerId = endpoint.Partner.Id,
        Url = endpoint.Settings.Url,
        Profile = endpoint.Profile.Name,
        EventTypes = endpoint.Settings.EventTypes,
        Schedule = ToSchedule(endpoint.Settings.Schedule),
        TimeoutSeconds = (int)endpoint.Settings.Timeout.TotalSeconds,
        MaxConcurrency = endpoint.Settings.MaxConcurrency,
        RatePerSecond = endpoint.Settings.RatePerSecond,
        Headers = endpoint.Settings.Headers.ToDictionary(static one => one.Key, static _ => Masked),
        State = endpoint.Status == EndpointStatus.Enabled ? EndpointState.Enabled : EndpointState.Disabled,
        DisabledReason = endpoint.DisabledReason,
        CreatedAt = endpoint.CreatedAt,
    };

    public static RotatedSecret Describe(Endpoint rotated, string secret) => new()
    {
        Secret = secret,
        OthersExpireAt = rotated.Secrets.Skip(1).Max(static one => one.ExpiresAt) ?? rotated.Secrets[0].CreatedAt,
    };

    public static EndpointDraft ToDraft(CreateEndpoint request) => new()
    {
        Url = request.Url,
        Profile = request.Profile,
        EventTypes = request.EventTypes,
        Schedule = ToText(request.Schedule),
        TimeoutSeconds = request.TimeoutSeconds,
        MaxConcurrency = request.MaxConcurrency,
        RatePerSecond = request.RatePerSecond,
        Headers = request.Headers?.ToList(),
    };

    /// <summary>The draft with what the request changes of it.</summary>
    public static EndpointDraft Change(EndpointDraft draft, UpdateEndpoint request) => draft with
    {
        Url = request.Url.IsSet ? request.Url.Value ?? string.Empty : draft.Url,
        EventTypes = request.EventTypes.IsSet ? request.EventTypes.Value : draft.EventTypes,
        Schedule = request.Schedule.IsSet ? ToText(request.Schedule.Value) : draft.Schedule,
        TimeoutSeconds = request.TimeoutSeconds.IsSet ? request.TimeoutSeconds.Value : draft.TimeoutSeconds,
        MaxConcurrency = request.MaxConcurrency.IsSet ? request.MaxConcurrency.Value : draft.MaxConcurrency,
        RatePerSecond = request.RatePerSecond.IsSet ? request.RatePerSecond.Value : draft.RatePerSecond,
        Headers = request.Headers.IsSet ? request.Headers.Value?.ToList() ?? [] : draft.Headers,
    };

    /// <summary>A schedule as the engine writes it: a preset's name, or waits joined by commas.</summary>
    private static string? ToText(Schedule? schedule) => schedule is null ? null :
        schedule.Preset ?? string.Join(',', schedule.Waits.Select(static one => one.ToString("0.###", CultureInfo.InvariantCulture)));

    private static Schedule ToSchedule(string text) => Presets.Contains(text)
        ? Schedule.Named(text)
        : Schedule.Of([.. text.Split(',').Select(static one => double.Parse(one, CultureInfo.InvariantCulture))]);
}
