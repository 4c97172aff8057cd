namespace Posthorn.Proof.Simulation.Storing;

/// <summary>The way of one process to the store and back.</summary>
internal interface IStoreLink
{
    ValueTask<T> CallAsync<T>(PendingCall<T> call);

    ValueTask<T> CallAsync<T>(StoreCall kind, Func<T> commit) => CallAsync(new PendingCall<T>(kind, commit));
}
