namespace Posthorn.Delivery.Sessions;

/// <summary>What is worked on. The values are stored.</summary>
internal enum SessionKind
{
    /// <summary>A visit that is listened to, and ends as a note (Suki).</summary>
    Ambient = 0,

    /// <summary>A form that is filled in by listening (Suki).</summary>
    FormFilling = 1,

    /// <summary>A recording that is transcribed (Sully).</summary>
    Transcription = 2,

    /// <summary>A note that is generated from a transcript (Sully).</summary>
    Note = 3,

    /// <summary>Codes that are found in a text (Sully).</summary>
    Coding = 4,
}
