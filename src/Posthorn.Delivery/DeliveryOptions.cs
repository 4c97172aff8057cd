namespace Posthorn.Delivery;

/// <summary>What an operator may turn about the engine.</summary>
internal sealed record DeliveryOptions
{
    /// <summary>How many bytes of waiting deliveries may be in memory; what is beyond waits in the store.</summary>
    public long MemoryForWaiting { get; init; } = 64 * 1024 * 1024;

    /// <summary>How often lanes that are held are looked after, and the store is asked whether something due was overlooked.</summary>
    public TimeSpan UpkeepEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a node among several looks for what others have stored for its lanes.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a node among several looks for others that died, and for what they held.</summary>
    public TimeSpan RecoverEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The seed of every jitter.</summary>
    public int Seed { get; init; }
}
