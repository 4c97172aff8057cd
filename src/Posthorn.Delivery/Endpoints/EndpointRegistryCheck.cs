using Posthorn.Delivery.Scheduling;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;

namespace Posthorn.Delivery.Endpoints;

/// <summary>Draft → what an endpoint may be, or everything that is wrong with it at once.</summary>
internal sealed class EndpointRegistryCheck(EndpointRegistryOptions options)
{
    private const int MostEventTypes = 100;

    /// <summary>What only other vendors' receivers would look at is ours as well: a signature header that we did not write would confuse whoever debugs it.</summary>
    private static readonly string[] Signatures = ["webhook-*", "x-sully-signature", "generated-at"];

    private readonly List<InputProblem> _problems = [];

    public IReadOnlyList<InputProblem> Problems => _problems;

    public Profile? ReadProfile(string name)
    {
        var profile = options.Profiles.FirstOrDefault(one => one.Name == name);
        if (profile is null)
        {
            Add("/profile", "profile_unknown", $"Name one of {string.Join(", ", options.Profiles.Select(static one => one.Name))}.");
        }

        return profile;
    }

    /// <summary>The settings, or null with every problem noted.</summary>
    public (EndpointSettings Settings, Uri Url, RetrySchedule Schedule)? Read(EndpointDraft draft, Profile profile)
    {
        var url = EndpointUrl.Read(draft.Url, options.AllowedEgress, "/url", _problems);
        ReadEventTypes(draft.EventTypes, profile);
        var scheduleText = draft.Schedule ?? profile.DefaultSchedule;
        if (!RetrySchedule.TryParse(scheduleText, out var schedule, out var wrong))
        {
            Add("/schedule", "schedule_invalid", $"The schedule {wrong}");
        }

        var limits = EndpointLimits.Read(
            draft.TimeoutSeconds ?? (int)profile.DefaultTimeout.TotalSeconds,
            draft.MaxConcurrency ?? EndpointSettings.DefaultMaxConcurrency,
            draft.RatePerSecond,
            _problems);
        var headers = EndpointHeaders.Read(draft.Headers ?? [], [.. profile.Scheme.HeaderNames, .. Signatures], "/headers", _problems);

        return _problems.Count > 0 || url is null || schedule is null || limits is null || headers is null
            ? null
            : (new(
                draft.Url,
                profile.Name,
                draft.EventTypes is { } types ? [.. types.Distinct(StringComparer.Ordinal)] : null,
                scheduleText,
                TimeSpan.FromSeconds(limits.TimeoutSeconds),
                limits.MaxConcurrency,
                limits.RatePerSecond,
                headers.Values), url.Value, schedule);
    }

    /// <summary>The key of a secret: the given one where it is strong enough, else one made here.</summary>
    public (string Text, SigningKey Key)? ReadSecret(string? given, Profile profile)
    {
        if (given is not null && profile.Scheme.CheckStrength(given) is { } weak)
        {
            Add("/secret", "secret_invalid", weak);
            return null;
        }

        var text = given ?? profile.Scheme.GenerateSecret(options.RandomBytes);
        if (!profile.Scheme.TryCreateKey(text, out var key, out var problem))
        {
            Add("/secret", "secret_invalid", problem);
            return null;
        }

        return (text, key);
    }

    public TimeSpan? ReadOverlap(double hours)
    {
        if (hours is >= 0 and <= 168)
        {
            return TimeSpan.FromHours(hours);
        }

        Add("/overlap_hours", "overlap_range", "Give hours from 0 to 168.");
        return null;
    }

    public void Add(string pointer, string code, string message) => _problems.Add(new(pointer, code, message));

    private void ReadEventTypes(IReadOnlyList<string>? types, Profile profile)
    {
        if (types is null)
        {
            return;
        }

        if (types.Count is 0 or > MostEventTypes)
        {
            Add("/event_types", "event_types_count", $"Name 1 to {MostEventTypes} event types, or leave them out for all that the profile can express.");
        }

        for (var i = 0; i < types.Count; i++)
        {
            if (!EventType.IsValid(types[i]))
            {
                Add($"/event_types/{i}", "invalid_event_type", "Name an event type with 1 to 128 of a-z, A-Z, 0-9 and _, in words between single full stops.");
            }
            else if (!profile.CanExpress(types[i]))
            {
                Add($"/event_types/{i}", "event_type_inexpressible", $"The profile {profile.Name} has no body for this event type.");
            }
        }
    }
}
