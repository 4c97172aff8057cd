using System.Text.Json;
using Posthorn.Bench.Loading;
using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Roles;

/// <summary>What every source of load does as a process, plan after plan: says ready, goes, stops, and says how it was answered.</summary>
internal static class LoadRole
{
    public const string Ready = "ready";
    public const string Go = "go";
    public const string Stop = "stop";

    public static async Task<int> RunAsync(
        Func<PublishPlan, Ledger, CancellationToken, (Task Running, Func<PublishCounts> Counts)> start, CancellationToken cancellationToken)
    {
        while (await RoleConsole.ReadAsync(cancellationToken) is { } line
            && JsonSerializer.Deserialize(line, BenchJson.Default.PublishPlan) is { } plan)
        {
            var ledger = Ledger.Open(plan.Ledger);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await RoleConsole.SayAsync(Ready);
            await RoleConsole.UntilAsync(Go, cancellationToken);
            var (running, counts) = start(plan, ledger, stop.Token);
            await RoleConsole.UntilAsync(Stop, cancellationToken);
            await stop.CancelAsync();
            await running;
            await RoleConsole.SayAsync(JsonSerializer.Serialize(counts(), BenchJson.Default.PublishCounts));
        }

        return 0;
    }
}
