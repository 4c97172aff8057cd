using System.Buffers;
using Posthorn.Delivery.Scheduling;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Receiver.Sources;

namespace Posthorn.Receiver.Handling;

/// <summary>A handler as the program added it.</summary>
internal sealed record HandlerRegistration(string Name, IReadOnlyList<HandlerCall> Calls, HandlerOptions Options)
{
    private const int LongestName = 128;
    private const int MostAtOnce = 200;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(24);
    private static readonly SearchValues<char> OfNames = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-+");

    /// <summary>By which the store knows the handler's endpoint.</summary>
    public string Url => "handler:" + Name;

    /// <summary>The call that takes a notification, the one for the nearest type if there are several; null when it has none for it.</summary>
    public HandlerCall? For(Notification notification) =>
        Calls.Where(call => call.NotificationType.IsInstanceOfType(notification)).MaxBy(static call => Depth(call.NotificationType));

    public bool Hears(Source source) => (Options.Sources.Count == 0 || Options.Sources.Contains(source.Name)) && TypesFrom(source.Profile) is not [];

    /// <summary>The event types of a profile that it hears; null for all.</summary>
    public IReadOnlyList<string>? TypesFrom(Profile profile)
    {
        var types = Calls.Any(call => ReceivedTypes.TakesAll(profile, call.NotificationType))
            ? null
            : Calls.SelectMany(call => ReceivedTypes.Of(profile, call.NotificationType)).Distinct(StringComparer.Ordinal).ToList();

        return Options.EventTypes.Count == 0 ? types : types is null ? [.. Options.EventTypes] : [.. types.Where(Options.EventTypes.Contains)];
    }

    public void Check(ICollection<string> mistakes)
    {
        void Add(string mistake) => mistakes.Add($"Handler '{Name}': {mistake}");

        if (Name.Length is 0 or > LongestName || Name.AsSpan().ContainsAnyExcept(OfNames))
        {
            Add($"give it a Name of 1 to {LongestName} of letters, digits, . _ - and +.");
        }

        if (Calls.Count == 0)
        {
            Add("it implements no INotificationHandler.");
        }

        if (Options.Schedule is { } schedule && !RetrySchedule.TryParse(schedule, out _, out var problem))
        {
            Add("Schedule: " + problem);
        }

        if (Options.MaxConcurrency is < 1 or > MostAtOnce)
        {
            Add($"MaxConcurrency must be from 1 to {MostAtOnce}.");
        }

        if (Options.Timeout <= TimeSpan.Zero || Options.Timeout > LongestTimeout)
        {
            Add("Timeout must be above 0 and at most 24 hours.");
        }

        if (Options.EventTypes.Any(static type => !EventType.IsValid(type)))
        {
            Add("EventTypes has a name that no event type can have.");
        }
    }

    private static int Depth(Type? type) => type is null ? 0 : 1 + Depth(type.BaseType);
}
