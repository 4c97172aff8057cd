using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Posthorn.EndToEnd.Tests.Partners;

/// <summary>A web application in a process of its own, that says where it listens and can be killed.</summary>
internal sealed partial class RunningProgram : IAsyncDisposable
{
    private const int LinesKept = 30;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningProgram(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError, start.UseShellExecute) = (true, true, false);
        _process = new() { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += Hear;
        _process.ErrorDataReceived += Hear;
        _process.Exited += (_, _) => _address.TrySetException(new IOException($"{start.FileName} ended instead of listening. {LastWords}"));
    }

    /// <summary>What it said, for the message of a failure.</summary>
    public string LastWords => string.Join('\n', _lines.TakeLast(LinesKept));

    /// <summary>Starts it and returns when it has said where it listens.</summary>
    public static async Task<(RunningProgram Program, Uri Address)> StartAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        var program = new RunningProgram(start);
        _ = program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        try
        {
            return (program, await program._address.Task.WaitAsync(cancellationToken));
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

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _lines.Enqueue(text);
            if (Address().Match(text) is { Success: true } found)
            {
                _ = _address.TrySetResult(new(found.Value));
            }
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
