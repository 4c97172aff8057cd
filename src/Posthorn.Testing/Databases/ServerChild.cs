using System.Diagnostics;

namespace Posthorn.Testing.Databases;

/// <summary>A server that we started. Its thread lives as long as it does, for the system ends the child when that thread is no more, and not when this process is.</summary>
internal sealed class ServerChild
{
    private readonly TaskCompletionSource<Process> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private ServerChild(ProcessStartInfo start)
    {
        new Thread(() => Run(start)) { IsBackground = true, Name = "server child" }.Start();
        _process = _started.Task.GetAwaiter().GetResult();
        Id = _process.Id;
    }

    public int Id { get; }

    /// <summary>Its exit code, once it has ended.</summary>
    public Task<int> Exited => _exited.Task;

    public static ServerChild Start(ProcessStartInfo start) => new(start);

    /// <summary>Ends it and all that it has started, without a chance to tidy up: a server's workers would go on for a while without it, and answer.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    private void Run(ProcessStartInfo start)
    {
        try
        {
            var process = Process.Start(start)!;
            _started.SetResult(process);
            process.WaitForExit();
            _exited.SetResult(process.ExitCode);
        }
        catch (Exception exception)
        {
            _ = _started.TrySetException(exception);
            _ = _exited.TrySetException(exception);
        }
    }
}
