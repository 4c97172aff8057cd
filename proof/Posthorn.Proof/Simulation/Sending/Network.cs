using Posthorn.Proof.Simulation.Running;
using Posthorn.Proof.Simulation.Tracing;

namespace Posthorn.Proof.Simulation.Sending;

/// <summary>What lies between processes and endpoints, and what the endpoints note.</summary>
internal sealed class Network(Scheduler scheduler, Life world, Chance chance, Trace trace)
{
    private readonly Dictionary<string, SimulatedEndpoint> _endpoints = new(StringComparer.Ordinal);
    private readonly List<Sent> _sent = [];
    private readonly List<Arrival> _arrivals = [];

    public Chance Chance => chance;

    public TimeSpan Now => scheduler.Now;

    /// <summary>How many reasons there are why nobody gets out.</summary>
    public int EgressDown { get; set; }

    public IReadOnlyList<Sent> Sent => _sent;

    public IReadOnlyList<Arrival> Arrivals => _arrivals;

    /// <summary>Told of each request that arrived, before it is answered.</summary>
    public Action<Arrival>? OnArrival { get; set; }

    public SimulatedEndpoint this[string host] => _endpoints[host];

    public void Add(string host, SimulatedEndpoint endpoint) => _endpoints.Add(host, endpoint);

    public Sent Begin(string eventId, long endpointKey, Life life, long term)
    {
        var sent = new Sent(_sent.Count + 1, eventId, endpointKey, life, term, Now);
        _sent.Add(sent);
        return sent;
    }

    public void Note(Arrival arrival)
    {
        _arrivals.Add(arrival);
        trace.Say(What.Arrived, 0, arrival.Send, arrival.EndpointKey, arrival.Status ?? 0);
        OnArrival?.Invoke(arrival);
    }

    public void After(TimeSpan wait, Action work) => scheduler.After(wait, world, work);
}
