using Posthorn.Cli.Serving;
using Posthorn.Delivery.Storage;
using Posthorn.Gateway.Configuration;
using Posthorn.Gateway.Running;

namespace Posthorn.Cli.Forwarding;

/// <summary>The life of a gateway in the foreground: read, start, say so, wait for a signal, drain.</summary>
internal static class GatewayServing
{
    public static async Task<int> RunAsync(string path, Surroundings surroundings, CancellationToken stop)
    {
        var reading = ConfigFile.Read(path, surroundings.Variable, surroundings.Clock.GetUtcNow());
        if (!ConfigCheck.TryTell(path, reading, surroundings, out var settings))
        {
            return ExitCodes.WrongUsage;
        }

        RunningGateway gateway;
        try
        {
            gateway = await RunningGateway.StartAsync(settings, Stream.Synchronized(surroundings.OpenLog()), surroundings.Clock, stop);
        }
        catch (StartRefusedException refused)
        {
            return ServerLife.Refuse(surroundings, refused.Message, refused.Code == "options_invalid" ? ExitCodes.WrongUsage : ExitCodes.Unreachable);
        }
        catch (IOException failure)
        {
            // Kestrel: the address is taken, or is not this machine's.
            return ServerLife.Refuse(surroundings, $"{failure.Message} Choose another one with listen or admin.listen.", ExitCodes.Unreachable);
        }

        await TellAsync(gateway, settings, surroundings);
        await ServerLife.UntilAsync(stop);
        return await ServerLife.StopAsync(gateway, settings.Server.DrainGrace, surroundings);
    }

    private static async Task TellAsync(RunningGateway gateway, GatewaySettings settings, Surroundings surroundings)
    {
        foreach (var line in GatewayLines.Before(gateway, settings))
        {
            surroundings.Out.WriteLine(line);
        }

        foreach (var url in gateway.AdminUrls)
        {
            surroundings.Out.WriteLine(GatewayLines.AdminAddress(url));
        }

        foreach (var url in gateway.Urls)
        {
            surroundings.Out.WriteLine(StartUpLines.Address(url));
        }

        await surroundings.Out.FlushAsync(CancellationToken.None);
    }
}
