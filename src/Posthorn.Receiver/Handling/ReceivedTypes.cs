using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Receiver.Handling;

/// <summary>Under which event type each kind of notification lies in the log, so that a handler is given those alone that it takes.</summary>
internal static class ReceivedTypes
{
    /// <summary>What has no type, or one that is no name.</summary>
    public const string Unknown = "unknown";

    /// <summary>A session whose status nobody documents.</summary>
    public const string UnknownSession = "session.unknown";

    private static readonly (Type Notification, string EventType)[] OfSuki =
    [
        (typeof(SessionCompleted), EventTypes.SessionCompleted),
        (typeof(SessionFailed), EventTypes.SessionFailed),
        (typeof(SessionTimedOut), EventTypes.SessionTimedOut),
        (typeof(SessionCancelled), EventTypes.SessionCancelled),
        (typeof(SessionUnknown), UnknownSession),
    ];

    private static readonly (Type Notification, string EventType)[] OfSully =
    [
        (typeof(AudioTranscriptionSucceeded), EventTypes.AudioTranscriptionSucceeded),
        (typeof(AudioTranscriptionFailed), EventTypes.AudioTranscriptionFailed),
        (typeof(NoteGenerationSucceeded), EventTypes.NoteGenerationSucceeded),
        (typeof(NoteGenerationFailed), EventTypes.NoteGenerationFailed),
        (typeof(CodingSucceeded), EventTypes.CodingSucceeded),
        (typeof(CodingFailed), EventTypes.CodingFailed),
        (typeof(UnknownNotification), Unknown),
    ];

    private static readonly (Type Notification, string EventType)[] OfStandard = [(typeof(UnknownNotification), Unknown)];

    public static string Of(Notification notification) => notification switch
    {
        SessionUnknown => UnknownSession,
        UnknownNotification => Unknown,
        { EventType: { } type } when EventType.IsValid(type) => type,
        _ => Unknown,
    };

    /// <summary>Whether a handler for a type takes whatever a profile brings.</summary>
    public static bool TakesAll(Profile profile, Type notification) =>
        notification == typeof(Notification) || (profile == Profile.Standard && notification == typeof(StandardNotification));

    public static IEnumerable<string> Of(Profile profile, Type notification) =>
        (profile.Name switch { "suki" => OfSuki, "sully" => OfSully, _ => OfStandard })
        .Where(row => notification.IsAssignableFrom(row.Notification)).Select(static row => row.EventType);
}
