namespace Posthorn.Relay.Forwarding;

/// <summary>What became of one attempt to pass an arrival on.</summary>
/// <param name="Status">The answer's status; null where there was none.</param>
/// <param name="Problem">Why there was none, as a stable code; null where there was one.</param>
internal readonly record struct ForwardResult(int? Status, string? Problem, TimeSpan Took)
{
    public bool IsAnswered => Status is not null;

    /// <summary>Whether it will never be otherwise: the address may not be dialled.</summary>
    public bool IsForbidden => Problem == Delivery.Sending.FailureReasons.DestinationNotAllowed;
}
