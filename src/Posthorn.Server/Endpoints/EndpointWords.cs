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

    /// <summary>A schedule as the engine writes it: a preset's name, or waits joined by commas.</summary>
    public static string ToText(Schedule schedule) =>
        schedule.Preset ?? string.Join(',', schedule.Waits.Select(static one => one.ToString("0.###", CultureInfo.InvariantCulture)));

    private static Schedule ToSchedule(string text) => Presets.Contains(text)
        ? Schedule.Named(text)
        : Schedule.Of([.. text.Split(',').Select(static one => double.Parse(one, CultureInfo.InvariantCulture))]);
}
