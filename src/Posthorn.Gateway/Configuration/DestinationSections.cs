using System.Net;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Scheduling;

namespace Posthorn.Gateway.Configuration;

/// <summary>Reads <c>destinations</c>.</summary>
internal static class DestinationSections
{
    private const string UsualSchedule = "persistent";
    private const int UsualTimeoutSeconds = 30;
    private const int MostTypes = 100;

    /// <param name="sources">The names that there are, those with mistakes too.</param>
    /// <param name="allowed">The ranges that are open to destinations.</param>
    public static IReadOnlyList<DestinationSettings> Read(Section file, IReadOnlyList<string> sources, IReadOnlyList<IPNetwork> allowed, DateTimeOffset now)
    {
        if (file.Child("destinations", required: true) is not { } destinations)
        {
            return [];
        }

        var all = new List<DestinationSettings>();
        foreach (var section in destinations.Named())
        {
            Names.Check(section);
            var from = FromOf(section, sources);
            var types = TypesOf(section);
            var schedule = ScheduleOf(section);
            var timeout = section.Duration("timeout", TimeSpan.FromSeconds(UsualTimeoutSeconds));
            if (timeout < TimeSpan.FromSeconds(1) || timeout > TimeSpan.FromSeconds(EndpointLimits.LongestTimeoutSeconds))
            {
                section.Mistake("timeout", $"write a time from 1s to {EndpointLimits.LongestTimeoutSeconds}s.");
            }

            var concurrency = section.Number("concurrency", EndpointSettings.DefaultMaxConcurrency, 1, EndpointLimits.HighestConcurrency);
            var target = TargetOf(section, allowed, now);
            section.Close();
            if (target is not null)
            {
                all.Add(new(section.Name, from, types, schedule, timeout, concurrency, target));
            }
        }

        if (destinations.Named().Count == 0)
        {
            destinations.Mistake("name at least one destination, or nothing is forwarded.");
        }

        return all;
    }

    private static ForwardingTarget? TargetOf(Section section, IReadOnlyList<IPNetwork> allowed, DateTimeOffset now)
    {
        var (http, rabbit) = (section.Child("http"), section.Child("rabbitmq"));
        if (http is null == rabbit is null)
        {
            if (!section.Has("http") || rabbit is not null)
            {
                section.Mistake("give it either http or rabbitmq.");
            }

            return null;
        }

        return http is not null ? HttpSection.Read(http, allowed, now) : RabbitMqSection.Read(rabbit!);
    }

    private static List<string> FromOf(Section section, IReadOnlyList<string> sources)
    {
        var from = section.Values("from");
        if (from is null or [])
        {
            section.Mistake("from", "name the sources that it gets events from, as a list.");
        }

        foreach (var entry in from ?? [])
        {
            if (!sources.Contains(entry.Text, StringComparer.Ordinal))
            {
                section.Mistake("from", sources.Count == 0 ? "there is no such source." : $"there is no such source. There are: {string.Join(", ", sources)}.");
            }
        }

        return [.. (from ?? []).Select(static entry => entry.Text).Distinct(StringComparer.Ordinal)];
    }

    private static IReadOnlyList<string>? TypesOf(Section section)
    {
        var types = section.Values("types");
        if (types is { Count: 0 or > MostTypes })
        {
            section.Mistake("types", $"name 1 to {MostTypes} event types, or leave it out for all.");
        }

        if (types is not null && types.Any(static type => !EventTypePattern.IsValid(type.Text)))
        {
            section.Mistake("types", "name event types, such as session.completed, or patterns that end in .*, such as session.*.");
        }

        return types is null ? null : [.. types.Select(static type => type.Text).Distinct(StringComparer.Ordinal)];
    }

    private static string ScheduleOf(Section section)
    {
        var schedule = section.Values("schedule") is { } waits ? string.Join(',', waits.Select(static wait => wait.Text)) : UsualSchedule;
        if (!RetrySchedule.TryParse(schedule, out _, out var problem))
        {
            section.Mistake("schedule", "it " + problem);
        }

        return schedule;
    }
}
