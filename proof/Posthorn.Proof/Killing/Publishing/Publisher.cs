using System.Text;
using Posthorn.Proof.Killing.Journals;

namespace Posthorn.Proof.Killing.Publishing;

/// <summary>Publishes each event until it is acknowledged, at whichever node, always with the same key.</summary>
internal sealed class Publisher(PublishPlan plan, NodeChoice nodes, Journal journal, TimeProvider clock)
{
    private const int Workers = 48;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private readonly Load _load = new(plan, clock);
    private readonly PublishCall _call = new(plan, nodes);
    private long _acknowledged;
    private long _deliveries;
    private long _unsure;
    private long _refused;
    private long _onTheirWay;
    private string? _problem;

    public PublishCounts Counts => new(
        Interlocked.Read(ref _acknowledged),
        Interlocked.Read(ref _deliveries),
        Interlocked.Read(ref _unsure),
        Interlocked.Read(ref _refused),
        Interlocked.Read(ref _onTheirWay),
        Volatile.Read(ref _problem));

    /// <summary>Begins nothing new. What was begun is tried until it is acknowledged.</summary>
    public void Stop() => _load.Stop();

    public Task RunAsync(CancellationToken end) => Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(end)));

    private async Task WorkAsync(CancellationToken end)
    {
        try
        {
            while (await _load.NextAsync(end) is var (first, count))
            {
                await PublishAsync(first, count, end);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The run is over. What was not acknowledged is nobody's promise.
        }
    }

    private async Task PublishAsync(int first, int count, CancellationToken end)
    {
        _ = Interlocked.Add(ref _onTheirWay, count);
        WriteTried(first, count);
        for (var unsure = 0; ;)
        {
            var node = nodes.Next();
            var answer = await _call.TryAsync(node, first, count, end);
            if (answer.Receipts is { } receipts)
            {
                Acknowledged(receipts.Select(receipt => receipt with { At = Now(), Node = node, Unsure = unsure }).ToList());
                return;
            }

            nodes.Failed(node);
            unsure += answer.Unsure ? 1 : 0;
            _ = answer.Unsure ? Interlocked.Increment(ref _unsure) : Interlocked.Increment(ref _refused);
            _problem ??= answer.Problem;
            await Task.Delay(BetweenTries, clock, end);
        }
    }

    private void WriteTried(int first, int count)
    {
        var lines = new StringBuilder();
        for (var number = first; number < first + count; number++)
        {
            new TriedLine(Now(), number).AppendTo(lines);
        }

        journal.Append(Encoding.ASCII.GetBytes(lines.ToString()));
    }

    private void Acknowledged(List<AcknowledgedLine> receipts)
    {
        var lines = new StringBuilder();
        receipts.ForEach(receipt => receipt.AppendTo(lines));
        journal.Append(Encoding.ASCII.GetBytes(lines.ToString()));
        _ = Interlocked.Add(ref _onTheirWay, -receipts.Count);
        _ = Interlocked.Add(ref _acknowledged, receipts.Count);
        _ = Interlocked.Add(ref _deliveries, receipts.Sum(static receipt => receipt.Deliveries.Count));
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
