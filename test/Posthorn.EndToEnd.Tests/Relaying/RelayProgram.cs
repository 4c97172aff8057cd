using System.Diagnostics;
using Posthorn.EndToEnd.Tests.Demo;

namespace Posthorn.EndToEnd.Tests.Relaying;

/// <summary><c>posthorn relay</c> or <c>posthorn listen</c> in a process of its own, in a folder of its own.</summary>
internal sealed class RelayProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<string> _said = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RelayProgram(ProcessStartInfo start, string waitsFor)
    {
        _process = new() { StartInfo = start, EnableRaisingEvents = true };
        DataReceivedEventHandler hear = (_, line) =>
        {
            if (line.Data?.Contains(waitsFor, StringComparison.Ordinal) == true)
            {
                _ = _said.TrySetResult(line.Data);
            }
        };
        _process.OutputDataReceived += hear;
        _process.ErrorDataReceived += hear;
        _process.Exited += (_, _) => _said.TrySetException(new IOException($"It ended instead of saying {waitsFor}"));
    }

    /// <summary>Starts it and returns when it has said so.</summary>
    /// <param name="arguments">What is typed behind <c>posthorn</c>.</param>
    /// <param name="waitsFor">A part of the line that is waited for.</param>
    public static async Task<(RelayProgram Program, string Line)> StartAsync(string folder, IEnumerable<string> arguments, string waitsFor, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(BuiltProgram.Command[0], arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment["XDG_STATE_HOME"] = Path.Combine(folder, "state");
        var program = new RelayProgram(start, waitsFor);
        _ = program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        try
        {
            return (program, await program._said.Task.WaitAsync(cancellationToken));
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL: no handler runs, nothing is written any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <returns>The exit code.</returns>
    public async Task<int> InterruptAsync(CancellationToken cancellationToken)
    {
        Signals.Send(_process.Id, Signals.Interrupt).ShouldBe(0);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
