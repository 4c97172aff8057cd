using Posthorn.Delivery.Storage;
using Posthorn.Server;

namespace Posthorn.Cli.Serving;

/// <summary>The life of a server in the foreground: start, say so, wait for a signal, drain.</summary>
internal static class Serving
{
    public static async Task<int> RunAsync(ServerOptions options, Surroundings surroundings, CancellationToken stop)
    {
        // Stays open: lines that are on their way when the server has ended still go somewhere.
        var log = surroundings.OpenLog();
        PosthornServer server;
        try
        {
            server = await PosthornServer.StartAsync(options, Stream.Synchronized(log), surroundings.Clock, replace: null, stop);
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

        await TellAsync(server, options, surroundings);
        await ServerLife.UntilAsync(stop);
        return await ServerLife.StopAsync(server, options.DrainGrace, surroundings);
    }

    private static async Task TellAsync(PosthornServer server, ServerOptions options, Surroundings surroundings)
    {
        foreach (var line in StartUpLines.Before(options, server.Store))
        {
            surroundings.Out.WriteLine(line);
        }

        surroundings.Out.WriteLine("Operator    " + StartUpLines.KeyOf(server.NewOperatorKey, options.OperatorKey, "the key in POSTHORN_OPERATOR_KEY"));
        foreach (var url in server.Urls)
        {
            surroundings.Out.WriteLine(StartUpLines.Address(url));
        }

        await surroundings.Out.FlushAsync(CancellationToken.None);
    }
}
