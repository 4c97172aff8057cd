namespace Posthorn.Bench.Sinking;

/// <summary>How an endpoint of the sink behaves.</summary>
internal enum EndpointMode
{
    /// <summary>204 at once.</summary>
    Answer,

    /// <summary>Nothing for 30 s, then 204: the whole time that a sender grants.</summary>
    Hang,

    /// <summary>503 at once.</summary>
    Refuse,
}
