using System.Diagnostics;
using System.Globalization;

namespace Posthorn.Proof.Killing.Starting;

/// <summary>Ends what was started when this process is no more, however it ended: a shell that hears of every process, and outlives its leader by one line.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class Warden : IDisposable
{
    // Ctrl-C reaches it too, and must not end it before the others.
    private const string Script =
        "trap '' INT TERM HUP; live=; while read -r line; do live=$line; done; if [ -n \"$live\" ]; then kill -CONT $live; kill -KILL $live; fi";

    private readonly Process _shell;
    private readonly HashSet<int> _live = [];
    private readonly Lock _gate = new();

    public Warden() => _shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script])
    {
        RedirectStandardInput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    }) ?? throw new IOException("There is no shell.");

    public void Add(int process) => Change(process, static (live, one) => live.Add(one));

    public void Remove(int process) => Change(process, static (live, one) => live.Remove(one));

    public void Dispose()
    {
        lock (_gate)
        {
            _shell.StandardInput.Close();
        }

        _shell.WaitForExit();
        _shell.Dispose();
    }

    private void Change(int process, Func<HashSet<int>, int, bool> change)
    {
        lock (_gate)
        {
            _ = change(_live, process);
            _shell.StandardInput.WriteLine(string.Join(' ', _live.Select(static one => one.ToString(CultureInfo.InvariantCulture))));
            _shell.StandardInput.Flush();
        }
    }
}
