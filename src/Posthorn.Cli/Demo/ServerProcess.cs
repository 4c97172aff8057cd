using System.Diagnostics;
using Posthorn.Cli.Serving;

namespace Posthorn.Cli.Demo;

/// <summary>A server or a gateway in a process of its own, so that it can be killed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 10;

    private readonly Process _process;
    private readonly Queue<string> _lastWords = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public Uri Address => _address.Task.Result;

    /// <summary>Starts a server and returns when it listens.</summary>
    /// <param name="program">How Posthorn is started.</param>
    /// <param name="arguments">The command with its options.</param>
    /// <param name="variables">Keys, which have no place on a command line.</param>
    /// <param name="cancellationToken">Gives up waiting and kills it.</param>
    /// <exception cref="IOException">It ended instead. The message has its last words.</exception>
    public static async Task<ServerProcess> StartAsync(
        IReadOnlyList<string> program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> variables,
        CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program[0], [.. program.Skip(1), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        server.Run();
        try
        {
            _ = await server._address.Task.WaitAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL: no handler runs, nothing is written any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
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

    private void Run()
    {
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text && StartUpLines.AddressIn(text) is { } address)
            {
                _address.TrySetResult(address);
            }
        };
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_lastWords)
            {
                _lastWords.Enqueue(line.Data ?? string.Empty);
                if (_lastWords.Count > LinesKept)
                {
                    _ = _lastWords.Dequeue();
                }
            }
        };
        _process.Exited += (_, _) => _address.TrySetException(new IOException($"The server ended instead of starting. {LastWords()}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private string LastWords()
    {
        lock (_lastWords)
        {
            return string.Join('\n', _lastWords).Trim();
        }
    }
}
