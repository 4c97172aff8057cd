using System.Diagnostics;
using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Running;

/// <summary>A role or a server in a process of its own, killed when it is disposed of: what it leaves behind is thrown away.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly KeyValuePair<string, string> InlineSockets = new("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>
    /// Idle workers of the pool spin before they sleep, by default. On a machine whose few cores carry all roles they take the time
    /// from those whom they wait for: at 1,000 events a second the durable floor cost about 500 µs each with it and 230 µs without.
    /// </summary>
    public static KeyValuePair<string, string> NoSpinning { get; } = new("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0");

    public bool HasExited => _process.HasExited;

    /// <summary>The most memory that the process has held at any time, in bytes.</summary>
    public long PeakMemoryBytes => ProcText.MemoryBytes(Read("status"), "VmHWM");

    /// <summary>The memory that the process holds now, in bytes.</summary>
    public long MemoryBytes => ProcText.MemoryBytes(Read("status"), "VmRSS");

    public Use Use => new(ProcText.CpuMicroseconds(Read("stat")), ProcText.WrittenBytes(Read("io")));

    /// <summary>Starts a role that is led by lines. It says nothing on its own but what <see cref="AskAsync"/> reads.</summary>
    public static ChildProcess Role(IReadOnlyList<string> command) => Start(command, [NoSpinning], led: true);

    /// <summary>Starts a role of the harness. It never blocks, so it may run on the socket's thread, which halves its cost.</summary>
    public static ChildProcess HarnessRole(IReadOnlyList<string> command)
        => Start(command, [NoSpinning, InlineSockets], led: true);

    /// <summary>Starts a server whose output goes to a file.</summary>
    public static ChildProcess Server(IReadOnlyList<string> command, IEnumerable<KeyValuePair<string, string>> environment, string log)
    {
        // The shell becomes the server (exec), so that the process that is measured is the server and not the shell.
        List<string> shell = ["/bin/sh", "-c", "exec \"$@\" > \"$0\" 2>&1", log, .. command];
        return Start(shell, environment, led: false);
    }

    public async Task TellAsync(string line, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
    }

    public async Task<string> HearAsync(CancellationToken cancellationToken)
    {
        if (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            return line;
        }

        await _process.WaitForExitAsync(cancellationToken);
        throw new BenchException($"'{string.Join(' ', _process.StartInfo.ArgumentList)}' ended with exit code {_process.ExitCode}.");
    }

    public async Task<string> AskAsync(string line, CancellationToken cancellationToken)
    {
        await TellAsync(line, cancellationToken);
        return await HearAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private static ChildProcess Start(IReadOnlyList<string> command, IEnumerable<KeyValuePair<string, string>> environment, bool led)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = led,
            RedirectStandardOutput = led,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start) ?? throw new BenchException($"'{command[0]}' did not start."));
    }

    private string Read(string file) => File.ReadAllText($"/proc/{_process.Id}/{file}");
}
