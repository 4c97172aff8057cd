namespace Posthorn.Cli.Serving;

/// <summary>What the lives of a server and of a gateway have in common: a refusal to start, a signal, an end in good order.</summary>
internal static class ServerLife
{
    public static async Task<int> StopAsync(IAsyncDisposable server, TimeSpan grace, Surroundings surroundings)
    {
        surroundings.Out.WriteLine($"Stopping: takes nothing new, gives attempts in flight {grace.TotalSeconds:0.#} s. Once more to stop now.");
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

    public static int Refuse(Surroundings surroundings, string reason, int exitCode)
    {
        foreach (var line in reason.ReplaceLineEndings("\n").Split('\n'))
        {
            surroundings.Error.WriteLine($"{CommandTree.Name}: {line}");
        }

        return exitCode;
    }

    public static async Task UntilAsync(CancellationToken signal)
    {
        var raised = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = signal.Register(raised.SetResult);
        await raised.Task;
    }
}
