using System.CommandLine;
using Posthorn.Bench.Loading;

namespace Posthorn.Bench.Roles;

/// <summary>The load as a process.</summary>
internal static class PublisherRole
{
    public const string Name = "publisher";

    public static Command Command(TimeProvider clock)
    {
        var command = new Command(Name, "Publishes events as a plan on its input says, from the line 'go' to the line 'stop'.");
        command.SetAction((_, cancellationToken) => LoadRole.RunAsync(
            (plan, ledger, stop) =>
            {
                var publisher = new Publisher(plan, ledger, clock);
                return (publisher.RunAsync(stop), () => publisher.Counts);
            },
            cancellationToken));
        return command;
    }
}
