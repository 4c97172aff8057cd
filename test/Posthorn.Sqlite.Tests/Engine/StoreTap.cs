using System.Collections.Concurrent;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>Sits between the engine and its store: sees every call, and may hold it, fail it, or end the process there.</summary>
internal sealed class StoreTap(Life life)
{
    private readonly ConcurrentDictionary<StoreCall, Tally> _done = new();
    private readonly ConcurrentQueue<Settlement> _settled = new();

    /// <summary>Called before the store is; may throw what the store would.</summary>
    public Func<StoreCall, Task>? Before { get; set; }

    /// <summary>Called when the store is done and nobody knows yet.</summary>
    public Func<StoreCall, Task>? After { get; set; }

    /// <summary>Deliveries that ended, for good.</summary>
    public Tally Ended { get; } = new("ended deliveries");

    public IReadOnlyList<Settlement> Settlements => [.. _settled];

    /// <summary>How often a call came back.</summary>
    public Tally Done(StoreCall call) => _done.GetOrAdd(call, static name => new($"calls of {name}"));

    public async ValueTask<T> Through<T>(StoreCall call, Func<ValueTask<T>> inner)
    {
        await life.Step();
        if (Before is { } before)
        {
            await before(call);
        }

        var result = await inner();
        if (After is { } after)
        {
            await after(call);
        }

        await life.Step();
        Done(call).Add();
        return result;
    }

    public void Saw(Settlement settlement, Settled settled)
    {
        _settled.Enqueue(settlement);
        if (settled.Held && settlement.Next is not NextStep.RetryAt)
        {
            Ended.Add();
        }
    }
}
