using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Vendors;

namespace Posthorn.Cli.Triggering;

/// <summary>A step → its events: the documented samples, with what was asked for written into them.</summary>
internal static class EventMaking
{
    /// <summary>The profile that has a type of its own, where nobody names one.</summary>
    public static Profile? ProfileOf(string type) =>
        new[] { Profile.Suki, Profile.Sully }.FirstOrDefault(profile => SampleEvents.Of(profile).Any(sample => sample.Type == type));

    /// <param name="number">The first sample's; each further event has the next.</param>
    /// <exception cref="TriggerException">There is no such type, or something cannot be written into the body.</exception>
    public static IReadOnlyList<TriggerEvent> Of(TriggerStep step, Profile profile, int number) =>
        [.. Enumerable.Range(number, step.Times ?? step.Fault.UsualTimes()).Select(each => One(step, profile, each))];

    private static TriggerEvent One(TriggerStep step, Profile profile, int number)
    {
        var sample = Sample(step, profile, number);
        var body = step.Sets.Count == 0 ? sample.Body : JsonPath.SetAll(sample.Body, step.Sets);
        var subject = Notification.TryRead(profile, body, out var notification, out _) ? notification.Subject : null;
        return new(sample.Id, step.Type, subject ?? sample.Subject, body);
    }

    private static SampleEvent Sample(TriggerStep step, Profile profile, int number)
    {
        if (step.Body is { } body)
        {
            return new($"msg_file_{number}", step.Type, "-", body);
        }

        return SampleEvents.Of(profile, number).FirstOrDefault(sample => sample.Type == step.Type) ?? throw new TriggerException(
            $"'{step.Type}' is no event that the {profile} profile documents. posthorn trigger --list shows them all.");
    }
}
