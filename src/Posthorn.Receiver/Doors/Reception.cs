namespace Posthorn.Receiver.Doors;

/// <summary>What became of a request.</summary>
/// <param name="Refusal">None when it is on disk.</param>
/// <param name="Reason">The stable word for metrics.</param>
/// <param name="RetryAfter">When to come again, where that helps.</param>
internal readonly record struct Reception(Refusal Refusal, string Reason, TimeSpan? RetryAfter = null)
{
    public static Reception Accepted { get; } = new(Refusal.None, "accepted");

    public static Reception Unavailable(string reason, TimeSpan? after = null) => new(Refusal.Unavailable, reason, after ?? TimeSpan.FromSeconds(5));
}
