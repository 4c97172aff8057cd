namespace Posthorn.Server.Events;

/// <summary>How much may come in one request.</summary>
internal static class EventLimits
{
    /// <summary>Room for everything around <c>data</c>, in bytes: the payload limit speaks of data alone.</summary>
    public const int Envelope = 16 * 1024;

    public const int MostInBatch = 1000;

    /// <summary>The most bytes of a batch: small events by the thousand, not a thousand large ones.</summary>
    public const long MostBatchBytes = 32L * 1024 * 1024;
}
