using System.Runtime.InteropServices;

namespace Posthorn.Cli;

/// <summary>Ctrl-C and SIGTERM: the first asks to stop in good order, the second to stop now.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _force = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Take),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take),
    ];

    public CancellationToken Stop => _stop.Token;

    public CancellationToken Force => _force.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
        _force.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        // Without this the process would be gone before anything could end well.
        context.Cancel = true;
        (Interlocked.Increment(ref _count) == 1 ? _stop : _force).Cancel();
    }
}
