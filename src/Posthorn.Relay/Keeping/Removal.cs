namespace Posthorn.Relay.Keeping;

/// <summary>Arrivals of one source that were removed.</summary>
/// <param name="Unread">How many of them no listener had acknowledged.</param>
internal readonly record struct Removal(long SourceKey, long Count, long Unread);
