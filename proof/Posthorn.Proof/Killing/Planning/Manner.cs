namespace Posthorn.Proof.Killing.Planning;

/// <summary>How an endpoint treats requests, each a share of them, so that all is deliverable in the end.</summary>
internal enum Manner
{
    /// <summary>Answers 200, always. Takeover is measured here.</summary>
    Steady,

    /// <summary>Ends connections with a reset, some before the body was read and some after.</summary>
    Resets,

    /// <summary>Takes some requests and never answers.</summary>
    Hangs,

    /// <summary>Answers some a few bytes at a time, part of them for longer than the attempt may take.</summary>
    Drips,

    /// <summary>Refuses everything for a few seconds, again and again.</summary>
    Flaps,

    /// <summary>Answers some with 503 and asks for a second of quiet.</summary>
    Busy,
}
