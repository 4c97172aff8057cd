using System.Text.Json.Serialization;
using Posthorn.Api.Json;

namespace Posthorn.Api.Sessions;

/// <summary>How far a session is. It moves forward only, and from an end not at all, but for a reopening.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<SessionState>))]
public enum SessionState
{
    /// <summary>It has a name, and nothing else.</summary>
    Created,

    /// <summary>What it needs to know is known: it can listen.</summary>
    Ready,

    /// <summary>What was heard is complete and waits to be processed.</summary>
    Staged,

    /// <summary>It listens, or is being processed.</summary>
    Running,

    /// <summary>Its results are there. The partner is told.</summary>
    Completed,

    /// <summary>There will be no results. The partner is told.</summary>
    Failed,

    /// <summary>Nothing was heard of it for longer than its time limit. The partner is told.</summary>
    TimedOut,

    /// <summary>Somebody called it off. The partner is told, where the vendor has such a notification.</summary>
    Cancelled,

    /// <summary>There was not enough to make results of. No vendor tells of that.</summary>
    Skipped,
}
