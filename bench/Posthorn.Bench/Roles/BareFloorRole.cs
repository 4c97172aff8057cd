using System.CommandLine;
using Posthorn.Bench.Floors;

namespace Posthorn.Bench.Roles;

/// <summary>The bare floor as a process.</summary>
internal static class BareFloorRole
{
    public const string Name = "floor-bare";

    public static Command Command(TimeProvider clock)
    {
        var command = new Command(Name, "Sends signed POSTs straight to the sink, from the line 'go' to the line 'stop'.");
        command.SetAction((_, cancellationToken) => LoadRole.RunAsync(
            (plan, ledger, stop) =>
            {
                var floor = new BareFloor(plan, ledger, clock);
                return (floor.RunAsync(stop), () => floor.Counts);
            },
            cancellationToken));
        return command;
    }
}
