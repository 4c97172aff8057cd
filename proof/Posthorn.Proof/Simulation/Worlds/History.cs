using Posthorn.Delivery.Endpoints;
using Posthorn.Proof.Simulation.Checking;
using Posthorn.Proof.Simulation.Running;

namespace Posthorn.Proof.Simulation.Worlds;

/// <summary>What is noted while a world runs, for the checks.</summary>
internal sealed class History
{
    public List<Acknowledged> Acknowledged { get; } = [];

    public List<ChangeNote> Changes { get; } = [];

    public List<SettledNote> Settled { get; } = [];

    /// <summary>Every process there was, by its number; the world has none.</summary>
    public List<Life> Lives { get; } = [];

    /// <summary>When each process died that was not told to stop.</summary>
    public Dictionary<int, TimeSpan> Deaths { get; } = [];

    /// <summary>Which process had each term.</summary>
    public Dictionary<long, int> Terms { get; } = [];

    /// <summary>When each term was declared dead.</summary>
    public Dictionary<long, TimeSpan> DeadTerms { get; } = [];

    /// <summary>When an endpoint's status changed, and to what.</summary>
    public List<(long EndpointKey, EndpointStatus Status, TimeSpan At)> Statuses { get; } = [];

    /// <summary>Found while the world ran.</summary>
    public List<Violation> Violations { get; } = [];

    /// <summary>How often a publisher asked, and how often it gave up without an answer.</summary>
    public int Asked { get; set; }

    public int GivenUp { get; set; }

    public Dictionary<string, int> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>Counts whatever keeps nodes from going on as usual: as long as it stands still, nothing has.</summary>
    public int Disturbances { get; set; }

    public void Fault(string name) => Faults[name] = Faults.GetValueOrDefault(name) + 1;
}
