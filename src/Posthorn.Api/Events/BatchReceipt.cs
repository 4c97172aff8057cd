namespace Posthorn.Api.Events;

/// <summary>What became of a batch.</summary>
public sealed record BatchReceipt
{
    /// <summary>Gets a result for each event, in the order they were sent.</summary>
    public required IReadOnlyList<BatchResult> Results { get; init; }
}
