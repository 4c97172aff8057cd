using System.Diagnostics;

namespace Posthorn.Proof.Killing.Starting;

/// <summary>A process of this program that does a part of the run. One caller at a time.</summary>
internal sealed class Role : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _name;
    private readonly string _log;

    private Role(Process process, string name, string log) => (_process, _name, _log) = (process, name, log);

    public static Role Start(IReadOnlyList<string> command, string name, string log, IEnumerable<string> arguments) =>
        new(Shell.Lead([.. command, name, .. arguments], log), name, log);

    public async Task<string> HearAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new StartException($"The {_name} ended. Its last words: {LastWords.Of(_log)}");

    public async Task<string> AskAsync(string line, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        return await HearAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
