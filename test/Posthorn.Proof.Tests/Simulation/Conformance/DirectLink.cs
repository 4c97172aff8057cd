using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Storing;

namespace Posthorn.Proof.Tests.Simulation.Conformance;

/// <summary>A way to the simulated store that takes no time and breaks when it is told to.</summary>
internal sealed class DirectLink(Lock gate) : IStoreLink
{
    public bool IsCut { get; set; }

    public ValueTask<T> CallAsync<T>(PendingCall<T> call)
    {
        lock (gate)
        {
            if (IsCut)
            {
                return ValueTask.FromException<T>(new StoreUnavailableException("The store is away."));
            }

            call.OnArrival?.Invoke();
            call.Commit();
            return new(call.Result!);
        }
    }
}
