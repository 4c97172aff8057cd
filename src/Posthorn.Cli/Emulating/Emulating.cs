using Posthorn.Cli.Serving;
using Posthorn.Delivery.Storage;
using Posthorn.Emulators.Running;

namespace Posthorn.Cli.Emulating;

/// <summary>The life of an emulator in the foreground: read, start, say so, wait for a signal, end.</summary>
internal static class Emulating
{
    public static async Task<int> RunAsync(
        string vendor, Func<EmulatorOptions, IVendor> play, EmulateWishes wishes, Surroundings surroundings, CancellationToken stop)
    {
        if (await WishReading.ReadAsync(vendor, wishes, surroundings, stop) is not { } options)
        {
            return ExitCodes.WrongUsage;
        }

        RunningEmulator emulator;
        var played = play(options);
        try
        {
            emulator = await RunningEmulator.StartAsync(played, options, Stream.Synchronized(surroundings.OpenLog()), surroundings.Clock, stop);
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

        await using (emulator)
        {
            foreach (var line in EmulatorLines.Of(emulator, played, options))
            {
                surroundings.Out.WriteLine(line);
            }

            await surroundings.Out.FlushAsync(CancellationToken.None);
            await ServerLife.UntilAsync(stop);
        }

        surroundings.Out.WriteLine("Stopped.");
        return ExitCodes.Done;
    }
}
