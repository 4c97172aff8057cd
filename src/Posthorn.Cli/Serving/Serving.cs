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
            return Refuse(surroundings, refused.Message, refused.Code == "options_invalid" ? ExitCodes.WrongUsage : ExitCodes.Unreachable);
        }
        catch (IOException failure)
        {
            // Kestrel: the address is taken, or is not this machine's.
            return Refuse(surroundings, $"{failure.Message} Choose another one with --urls.", ExitCodes.Unreachable);
        }

        await TellAsync(server, options, surroundings);
        await UntilAsync(stop);
        return await StopAsync(server, options, surroundings);
    }

    private static async Task TellAsync(PosthornServer server, ServerOptions options, Surroundings surroundings)
    {
        foreach (var line in StartUpLines.Before(options, server.Store))
        {
            surroundings.Out.WriteLine(line);
        }

        surroundings.Out.WriteLine("Operator    " + (server.NewOperatorKey, options.OperatorKey) switch
        {
            ({ } made, _) => $"{made}  <- the key that opens everything, shown this once. Store it now.",
            (null, { }) => "the key in POSTHORN_OPERATOR_KEY",
            _ => "the key that was shown at the first start",
        });
        foreach (var url in server.Urls)
        {
            surroundings.Out.WriteLine(StartUpLines.Address(url));
        }

        await surroundings.Out.FlushAsync(CancellationToken.None);
    }

    private static async Task<int> StopAsync(PosthornServer server, ServerOptions options, Surroundings surroundings)
    {
        surroundings.Out.WriteLine(
            $"Stopping: takes nothing new, gives attempts in flight {options.DrainGrace.TotalSeconds:0.#} s. Once more to stop now.");
        var stopped = server.DisposeAsync().AsTask();
        if (await Task.WhenAny(stopped, UntilAsync(surroundings.Force)) != stopped)
        {
            surroundings.Out.WriteLine("Stopped at once. Nothing accepted is lost; what was in flight may be sent again.");
            return ExitCodes.Failed;
        }

        await stopped;
        surroundings.Out.WriteLine("Stopped. What waits is on disk, and goes on at the next start.");
        return ExitCodes.Done;
    }

    private static int Refuse(Surroundings surroundings, string reason, int exitCode)
    {
        foreach (var line in reason.ReplaceLineEndings("\n").Split('\n'))
        {
            surroundings.Error.WriteLine($"{CommandTree.Name}: {line}");
        }

        return exitCode;
    }

    private static async Task UntilAsync(CancellationToken signal)
    {
        var raised = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = signal.Register(raised.SetResult);
        await raised.Task;
    }
}
