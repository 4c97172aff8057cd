using System.Collections.Concurrent;
using Posthorn.Api.Events;

namespace Posthorn.Cli.Demo;

/// <summary>What the server has accepted, and what was asked of it later: the publisher's side of the reckoning.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<(string Clinic, string Key), EventReceipt> _entries = [];
    private readonly ConcurrentDictionary<(string Clinic, string Key), int> _replays = [];
    private readonly TaskSignal _accepted = new();

    public int Accepted => _entries.Count;

    public IEnumerable<(string Clinic, string Key)> Keys => _entries.Keys;

    public void Accept(DemoPartner partner, Visit visit, EventReceipt receipt)
    {
        // The first receipt counts: a second one for the same key has to be the same.
        _ = _entries.TryAdd((partner.Clinic.Name, visit.Key), receipt);
        _accepted.Raise();
    }

    public Task UntilAcceptedAsync(int count, CancellationToken cancellationToken) =>
        _accepted.UntilAsync(() => Accepted >= count, cancellationToken);

    public string FirstIdOf(DemoPartner partner, Visit visit) => _entries[(partner.Clinic.Name, visit.Key)].Id;

    public void Replay(DemoPartner partner, string key) =>
        _replays.AddOrUpdate((partner.Clinic.Name, key), 1, static (_, count) => count + 1);

    public int ReplaysOf((string Clinic, string Key) key) => _replays.GetValueOrDefault(key);

    public bool Has((string Clinic, string Key) key) => _entries.ContainsKey(key);

    /// <summary>The key of the event that this delivery belongs to.</summary>
    public string KeyOf(string eventId) => _entries.First(entry => entry.Value.Id == eventId).Key.Key;
}
