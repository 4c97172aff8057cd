namespace Posthorn.Proof.Killing.Judging;

/// <summary>What the comparison found.</summary>
internal sealed record Verdict
{
    public required long Acknowledged { get; init; }

    /// <summary>Deliveries that the receipts named.</summary>
    public required long Deliveries { get; init; }

    public required long Arrivals { get; init; }

    /// <summary>Acknowledged, and for an endpoint neither arrived nor visibly ended.</summary>
    public required Finding Lost { get; init; }

    /// <summary>Acknowledged, not arrived, and still waiting when the run gave up.</summary>
    public required Finding Pending { get; init; }

    public required Finding Invented { get; init; }

    public required Finding Altered { get; init; }

    public required Finding Unsigned { get; init; }

    public required Finding Misreceipted { get; init; }

    /// <summary>Arrived more often than the attempts on record allow.</summary>
    public required Finding OverBound { get; init; }

    /// <summary>The record of a delivery contradicts what arrived: not delivered, or delivered without an attempt that succeeded.</summary>
    public required Finding Contradicted { get; init; }

    /// <summary>Dead letters that the rules do not allow.</summary>
    public required Finding Unexplained { get; init; }

    /// <summary>Dead letters by reason.</summary>
    public required IReadOnlyDictionary<string, int> DeadLetters { get; init; }

    /// <summary>Deliveries by the number of their copies.</summary>
    public required IReadOnlyDictionary<int, long> Copies { get; init; }

    /// <summary>Publishes that broke off and turned out stored.</summary>
    public required long Recovered { get; init; }

    /// <summary>Deliveries whose record was read.</summary>
    public required long RecordsRead { get; init; }

    public required IReadOnlyList<Takeover> Takeovers { get; init; }

    public long Duplicates => Copies.Sum(static pair => (pair.Key - 1L) * pair.Value);

    /// <summary>Everything that must be empty, by what it is called.</summary>
    public IReadOnlyList<(string Name, Finding Finding)> MustBeNone =>
    [
        ("lost", Lost), ("still pending", Pending), ("invented", Invented), ("altered", Altered), ("wrongly signed", Unsigned),
        ("receipts that name other endpoints", Misreceipted), ("more copies than the bound", OverBound), ("records that contradict", Contradicted),
        ("dead letters without reason", Unexplained),
    ];

    public bool TakenOverInTime => Takeovers.All(static takeover => takeover.Seconds <= Judging.Takeovers.MostSeconds);

    public bool Holds => Acknowledged > 0 && TakenOverInTime && MustBeNone.All(static one => one.Finding.Count == 0);
}
