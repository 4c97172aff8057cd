using Posthorn.Cli.Endpoints;
using Posthorn.Cli.Serving;
using Posthorn.Delivery.Secrets;
using Posthorn.Delivery.Storage;
using Posthorn.Relay.Running;

namespace Posthorn.Cli.Relaying;

/// <summary>The life of a relay in the foreground: read, start, say so, wait for a signal, end.</summary>
internal static class RelayServing
{
    public const string TokenVariable = "POSTHORN_RELAY_TOKEN";

    public static async Task<int> RunAsync(RelayWishes wishes, Surroundings surroundings, CancellationToken stop)
    {
        var (token, problem) = await SecretFile.ReadAsync(wishes.TokenFile, surroundings, stop);
        if (problem is not null)
        {
            return ServerLife.Refuse(surroundings, problem, ExitCodes.WrongUsage);
        }

        var options = wishes.Options with
        {
            Token = token ?? NotEmpty(surroundings.Variable(TokenVariable)),
            MasterKey = NotEmpty(surroundings.Variable(MasterKeySource.Variable)),
        };
        RunningRelay relay;
        try
        {
            relay = await RunningRelay.StartAsync(options, Stream.Synchronized(surroundings.OpenLog()), surroundings.Clock, stop);
        }
        catch (StartRefusedException refused)
        {
            return ServerLife.Refuse(surroundings, refused.Message, refused.Code == "options_invalid" ? ExitCodes.WrongUsage : ExitCodes.Unreachable);
        }
        catch (IOException failure)
        {
            // Kestrel: the address is taken, or is not this machine's.
            return ServerLife.Refuse(surroundings, $"{failure.Message} Choose another one with --urls.", ExitCodes.Unreachable);
        }

        await using (relay)
        {
            foreach (var line in RelayLines.Of(relay, options))
            {
                surroundings.Out.WriteLine(line);
            }

            await surroundings.Out.FlushAsync(CancellationToken.None);
            await ServerLife.UntilAsync(stop);
        }

        surroundings.Out.WriteLine("Stopped. What was taken is on disk; listeners go on where they were when it is started again.");
        return ExitCodes.Done;
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
