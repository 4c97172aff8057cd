namespace Posthorn.Delivery.Storage;

/// <summary>Forgetting what is old enough, in small steps.</summary>
internal interface IRetention
{
    /// <summary>Deletes up to <paramref name="limit"/> events whose every delivery ended, and was last touched, before <paramref name="before"/>.</summary>
    /// <returns>How many went; fewer than the limit means that nothing older is left for now.</returns>
    /// <exception cref="StoreUnavailableException">Somebody uses what is to go, or the store is away: what has gone by then is gone, and the rest goes with a later call.</exception>
    ValueTask<int> SweepAsync(DateTimeOffset before, int limit);
}
