namespace Posthorn.Bench.Floors;

/// <summary>Where the durable floor writes: group commit, and nothing said before the commit.</summary>
internal interface IFloorWriter : IAsyncDisposable
{
    /// <summary>Stores an event and its delivery; tells the event once they are on disk.</summary>
    void Add(FloorEvent added);

    /// <summary>A delivery has arrived; that is written with the next commit.</summary>
    void Settle(long delivery);
}
