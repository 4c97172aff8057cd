namespace Posthorn.Receiver.Expecting;

/// <summary>Something that has not come by its time.</summary>
public sealed record OverdueSession
{
    /// <summary>The source.</summary>
    public required string Source { get; init; }

    /// <summary>What was expected.</summary>
    public required string Subject { get; init; }

    /// <summary>When it should have come.</summary>
    public required DateTimeOffset By { get; init; }

    /// <summary>How often the vendor was asked, or was to be.</summary>
    public int Asked { get; init; }

    /// <summary>
    /// What came of it last, as a code: <c>still_running</c>, <c>session_unknown</c>, or one of <see cref="Links.VendorCallException"/>;
    /// <see langword="null"/> before the first time.
    /// </summary>
    public string? LastAnswer { get; init; }

    /// <summary>The delivery in the log, <c>dlv_…</c>. What was given up is asked for again when that is replayed.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>The id in the log alone.</summary>
    /// <returns>Words that may be logged.</returns>
    public override string ToString() => DeliveryId;
}
