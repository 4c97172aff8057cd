namespace Posthorn.Bench.Reporting;

/// <summary>What a backlog costs.</summary>
/// <param name="Pending">Deliveries that were published to an endpoint that refuses.</param>
/// <param name="FillPerSecond">Events a second that the batch call took.</param>
/// <param name="MemoryBytes">Memory held with the backlog in place.</param>
/// <param name="PeakMemoryBytes">The most memory held until then.</param>
/// <param name="DatabaseBytes">The size of the database.</param>
/// <param name="ClaimFewMicroseconds">Mean time to pick due work with 1,000 pending; null where the server does not say.</param>
/// <param name="ClaimManyMicroseconds">The same with all of them pending.</param>
/// <param name="Few">A trickle to the other endpoints with 1,000 pending.</param>
/// <param name="Many">The same with all of them pending.</param>
internal sealed record BacklogFigures(
    int Pending,
    double FillPerSecond,
    long MemoryBytes,
    long PeakMemoryBytes,
    long DatabaseBytes,
    double? ClaimFewMicroseconds,
    double? ClaimManyMicroseconds,
    Figures Few,
    Figures Many)
{
    /// <summary>How many times as long picking due work takes with the whole backlog.</summary>
    public double? ClaimRatio => ClaimManyMicroseconds / ClaimFewMicroseconds;
}
