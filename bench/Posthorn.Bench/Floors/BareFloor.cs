using System.Security.Cryptography;
using Posthorn.Bench.Loading;
using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Floors;

/// <summary>The lowest floor: signed POSTs to the sink and nothing stored. No delivery can cost less than this.</summary>
/// <remarks>A target's path is the sink's, and its key the signing secret.</remarks>
internal sealed class BareFloor(PublishPlan plan, Ledger ledger, TimeProvider clock)
{
    private int _next = -1;
    private long _accepted;
    private long _failed;

    public PublishCounts Counts => new(Volatile.Read(ref _accepted), Refused: 0, Volatile.Read(ref _failed));

    public async Task RunAsync(CancellationToken stop)
    {
        using var client = new HttpClient(FloorClient.Handler());
        var slots = Enumerable.Range(0, plan.Connections).Select(_ => Task.Run(() => SendAsync(client, stop), CancellationToken.None));
        await Task.WhenAll(slots);
    }

    private async Task SendAsync(HttpClient client, CancellationToken stop)
    {
        var urls = plan.Targets.Select(target => new Uri(plan.Server, target.Path)).ToArray();
        var bodies = plan.Targets.Select(target => EventTemplate.Body(target.EventType, plan.PayloadBytes)).ToArray();
        var templates = bodies.Select(EventTemplate.Of).ToArray();
        var hashes = plan.Targets
            .Select(target => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, System.Text.Encoding.UTF8.GetBytes(target.Key!)))
            .ToArray();
        var header = new char[SullySignature.MaxLength];

        while (!stop.IsCancellationRequested && Interlocked.Increment(ref _next) is var sequence && sequence < ledger.Sum.Capacity)
        {
            var target = plan.Order[sequence % plan.Order.Count];
            templates[target].Write(bodies[target], new(ledger.Sum.Run, sequence));
            Volatile.Write(ref ledger[sequence].Intended, clock.GetTimestamp());
            Interlocked.Increment(ref ledger.Sum.Sent);

            var length = SullySignature.Write(header, hashes[target], clock.GetUtcNow().ToUnixTimeSeconds(), bodies[target]);
            using var request = FloorClient.Request(urls[target], bodies[target], new string(header, 0, length));
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, CancellationToken.None);
            ledger[sequence].Answered = clock.GetTimestamp();
            ledger[sequence].Status = 202;
            _ = Interlocked.Increment(ref response.IsSuccessStatusCode ? ref _accepted : ref _failed);
        }
    }
}
