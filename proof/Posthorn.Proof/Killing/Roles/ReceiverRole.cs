using System.CommandLine;
using System.Globalization;
using Posthorn.Proof.Killing.Journals;
using Posthorn.Proof.Killing.Planning;
using Posthorn.Proof.Killing.Receiving;

namespace Posthorn.Proof.Killing.Roles;

/// <summary>The receiver as a process: says where it listens, then takes <c>secret INDEX SECRET</c>, <c>status</c> and <c>calm</c>.</summary>
internal static class ReceiverRole
{
    public const string Name = "receiver";

    public static Command Command(TimeProvider clock)
    {
        var seed = new Argument<int>("seed");
        var journal = new Argument<string>("journal");
        var command = new Command(Name, "Receives, and writes down what arrives.") { seed, journal };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(seed), parsed.GetRequiredValue(journal), clock, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int seed, string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var journal = new Journal(path);
        var receiver = new Receiver(Ground.Plan(seed), journal, clock);
        using var server = await LoopbackServer.StartAsync(receiver.ReceiveAsync, cancellationToken);
        await RoleLines.SayAsync(server.Address);
        while (await RoleLines.ReadAsync(cancellationToken) is { } line)
        {
            await RoleLines.SayAsync(Obey(receiver, line.Split(' ')));
        }

        return 0;
    }

    private static string Obey(Receiver receiver, string[] words)
    {
        switch (words)
        {
            case [RoleLines.Secret, var index, var secret]:
                receiver.Endpoints[int.Parse(index, CultureInfo.InvariantCulture)].Trust(secret);
                return RoleLines.Done;
            case [RoleLines.Calm]:
                receiver.Calm = true;
                return RoleLines.Done;
            default:
                var (requests, distinct) = receiver.Counts;
                return string.Create(CultureInfo.InvariantCulture, $"{requests} {distinct}");
        }
    }
}
