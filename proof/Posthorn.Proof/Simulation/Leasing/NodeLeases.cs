using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Running;
using Posthorn.Proof.Simulation.Storing;

namespace Posthorn.Proof.Simulation.Leasing;

/// <summary>The lanes of one process among many: held as long as the process proves to be alive.</summary>
internal sealed class NodeLeases : ILaneLeases, IDisposable
{
    private readonly Tables _tables;
    private readonly StoreLink _link;
    private readonly Machine _store;
    private readonly int _name;
    private readonly Life _life;
    private readonly NodeTerm _term;

    /// <param name="store">The clock of the store, by which leases run.</param>
    /// <param name="name">By which a former life on the same machine is known; 0 for none.</param>
    public NodeLeases(Tables tables, StoreLink link, Machine store, int name, Life life, NodeTerm term)
    {
        (_tables, _link, _store, _name, _life, _term) = (tables, link, store, name, life, term);
        _term.OnChange = () => TermChanged?.Invoke();
    }

    public event Action? TermChanged;

    public long Term => _term.Current;

    public long Registered => _term.Registered;

    public bool IsSole => false;

    /// <summary>Begins a term. Whoever had the name before is dead from then on.</summary>
    public ValueTask<long> BeginAsync(TimeSpan lease) => Call(() => Terms.Begin(_tables, _name, _life.Number, _store.Wall, lease).Term);

    /// <returns>False when the term had been declared dead.</returns>
    public ValueTask<bool> ProveAsync(long term, TimeSpan lease) => Call(() => Terms.Prove(_tables, term, _store.Wall, lease));

    public ValueTask<DateTimeOffset> StoreTimeAsync() => Call(() => _store.Wall);

    public async ValueTask<GrantedLanes> AcquireAsync(IReadOnlyCollection<long> endpointKeys)
    {
        var term = Term;
        return term == 0 || endpointKeys.Count == 0 ? new(term, []) : await Call(() => Terms.Acquire(_tables, term, endpointKeys));
    }

    public async ValueTask ReleaseAsync(IReadOnlyCollection<long> endpointKeys) => _ = await Call(() =>
    {
        Terms.Release(_tables, Registered, endpointKeys);
        return true;
    });

    public ValueTask<LaneShare> ShareAsync() => Call(() => Terms.Share(_tables));

    /// <summary>Ends in order: the lanes are free at once, and nobody waits until the time has run out.</summary>
    public async ValueTask RetireAsync()
    {
        var term = Registered;
        _term.End();
        _ = await Call(() =>
        {
            Terms.Retire(_tables, term);
            return true;
        });
    }

    public void Dispose() => _term.Dispose();

    private ValueTask<T> Call<T>(Func<T> commit) => _link.CallAsync(StoreCall.Lease, commit);
}
