using System.Text.Json.Serialization;
using Posthorn.Api.Json;

namespace Posthorn.Api.Sessions;

/// <summary>What is worked on.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<SessionKind>))]
public enum SessionKind
{
    /// <summary>A visit that is listened to, and ends as a note (Suki).</summary>
    Ambient,

    /// <summary>A form that is filled in by listening (Suki).</summary>
    FormFilling,

    /// <summary>A recording that is transcribed (Sully).</summary>
    Transcription,

    /// <summary>A note that is generated from a transcript (Sully).</summary>
    Note,

    /// <summary>Codes that are found in a text (Sully).</summary>
    Coding,
}
