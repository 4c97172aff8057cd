using System.Text.Json;
using Posthorn.Bench.Loading;
using Posthorn.Bench.Measuring;
using Posthorn.Bench.Roles;

namespace Posthorn.Bench.Running;

/// <summary>The process that makes the load, led plan by plan.</summary>
internal sealed class LoadProcess(ChildProcess process) : IAsyncDisposable
{
    public Use Use => process.Use;

    public long PeakMemoryBytes => process.PeakMemoryBytes;

    public async Task GoAsync(PublishPlan plan, CancellationToken cancellationToken)
    {
        if (await process.AskAsync(JsonSerializer.Serialize(plan, BenchJson.Default.PublishPlan), cancellationToken) != LoadRole.Ready)
        {
            throw new BenchException("The load did not become ready.");
        }

        await process.TellAsync(LoadRole.Go, cancellationToken);
    }

    /// <summary>Stops the load; the answers that were still out have come when this returns.</summary>
    public async Task<PublishCounts> StopAsync(CancellationToken cancellationToken)
    {
        var counts = await process.AskAsync(LoadRole.Stop, cancellationToken);
        return JsonSerializer.Deserialize(counts, BenchJson.Default.PublishCounts)!;
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
