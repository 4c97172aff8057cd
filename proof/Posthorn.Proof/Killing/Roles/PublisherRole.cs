using System.CommandLine;
using System.Text.Json;
using Posthorn.Proof.Killing.Journals;
using Posthorn.Proof.Killing.Publishing;

namespace Posthorn.Proof.Killing.Roles;

/// <summary>The publisher as a process: takes a plan, then <c>go</c>, <c>status</c> and <c>stop</c>.</summary>
internal static class PublisherRole
{
    public const string Name = "publisher";

    public static Command Command(TimeProvider clock)
    {
        var command = new Command(Name, "Publishes, and writes down what was acknowledged.") { Hidden = true };
        command.SetAction((_, cancellationToken) => RunAsync(clock, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await RoleLines.ReadAsync(cancellationToken) is not { } first
            || JsonSerializer.Deserialize(first, PublishJson.Default.PublishPlan) is not { } plan)
        {
            return 1;
        }

        using var journal = new Journal(plan.Journal);
        using var nodes = new NodeChoice(plan, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var publisher = new Publisher(plan, nodes, journal, clock);
        var running = Task.CompletedTask;
        await RoleLines.SayAsync(RoleLines.Ready);
        while (await RoleLines.ReadAsync(cancellationToken) is { } line)
        {
            switch (line)
            {
                case RoleLines.Go:
                    running = publisher.RunAsync(end.Token);
                    break;
                case RoleLines.Stop:
                    publisher.Stop();
                    break;
            }

            await RoleLines.SayAsync(JsonSerializer.Serialize(publisher.Counts, PublishJson.Default.PublishCounts));
        }

        await end.CancelAsync();
        await running;
        return 0;
    }
}
