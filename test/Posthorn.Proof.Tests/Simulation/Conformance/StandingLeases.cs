using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Storing;

namespace Posthorn.Proof.Tests.Simulation.Conformance;

/// <summary>The lease of a process whose heart need not beat: it lasts until somebody ends it. Who asks under a term that was ended begins another.</summary>
internal sealed class StandingLeases(Tables tables, IStoreLink link, DateTimeOffset noon) : ILaneLeases
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(365);

    public event Action? TermChanged;

    public long Term { get; private set; } = Terms.Begin(tables, name: 0, life: 0, noon, Long).Term;

    public bool IsSole => false;

    public async ValueTask<GrantedLanes> AcquireAsync(IReadOnlyCollection<long> endpointKeys)
    {
        var granted = await link.CallAsync(StoreCall.Lease, () =>
        {
            var lives = Terms.Prove(tables, Term, noon, Long);
            Term = lives ? Term : Terms.Begin(tables, name: 0, life: 0, noon, Long).Term;
            return (lives, Lanes: lives ? Terms.Acquire(tables, Term, endpointKeys) : new(Term, []));
        });
        if (!granted.lives)
        {
            TermChanged?.Invoke();
        }

        return granted.Lanes;
    }

    public async ValueTask ReleaseAsync(IReadOnlyCollection<long> endpointKeys) => _ = await link.CallAsync(StoreCall.Lease, () =>
    {
        Terms.Release(tables, Term, endpointKeys);
        return true;
    });

    public ValueTask<LaneShare> ShareAsync() => link.CallAsync(StoreCall.Lease, () => Terms.Share(tables));

    public async ValueTask RetireAsync() => _ = await link.CallAsync(StoreCall.Lease, () =>
    {
        Terms.Retire(tables, Term);
        return true;
    });
}
