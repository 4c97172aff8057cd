using System.CommandLine;
using Posthorn.Bench.Floors;

namespace Posthorn.Bench.Roles;

/// <summary>The durable floor as a process, started with the same options as <c>posthorn serve</c>.</summary>
internal static class DurableFloorRole
{
    public const string Name = "floor-durable";

    public static Command Command(TimeProvider clock)
    {
        var storage = new Option<string>("--storage") { Description = "sqlite:PATH or postgres:CONNECTION-STRING", Required = true };
        var urls = new Option<string>("--urls") { Description = "http://127.0.0.1:PORT", Required = true };
        var inFlight = new Option<int>("--in-flight") { Description = "Requests to endpoints at once.", DefaultValueFactory = _ => 64 };
        var command = new Command(Name, "Serves the durable floor.") { storage, urls, inFlight };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(storage),
            new Uri(parsed.GetRequiredValue(urls)).Port,
            parsed.GetValue(inFlight),
            clock,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string storage, int port, int inFlight, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var floor = await DurableFloor.OpenAsync(storage, inFlight, clock);
        using var server = await LoopbackServer.StartAsync(port, inline: false, floor.HandleAsync, cancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken)
            .ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return 0;
    }
}
