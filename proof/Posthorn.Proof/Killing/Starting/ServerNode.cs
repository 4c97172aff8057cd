using System.Diagnostics;
using System.Globalization;

namespace Posthorn.Proof.Killing.Starting;

/// <summary>A server as a process, kept running like under any supervisor: started again when it ends, unless that is wanted.</summary>
/// <remarks>Commands come from one caller at a time; its state may be read by anyone.</remarks>
internal sealed class ServerNode(
    string name, int port, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, string log, Warden warden, TimeProvider clock)
    : IAsyncDisposable
{
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BeforeAnotherStart = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient _http = NodeConnection.Open(AddressAt(port), authorization: null);
    private readonly Lock _gate = new();
    private NodeState _state = NodeState.Down;
    private Process? _process;
    private Task _watch = Task.CompletedTask;
    private int _endedByItself;

    public string Name => name;

    public string Address { get; } = AddressAt(port);

    public NodeState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>How often it ended although nobody had asked it to.</summary>
    public int EndedByItself => Volatile.Read(ref _endedByItself);

    /// <summary>Starts it and keeps it running from now on. Does not wait until it is ready.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _state = NodeState.Starting;
            _watch = WatchAsync(Launch());
        }
    }

    /// <summary>SIGKILL. Returns when the process is gone; it is not started again by itself.</summary>
    public async Task KillAsync()
    {
        lock (_gate)
        {
            _state = NodeState.Down;
            _process?.Kill();
        }

        await _watch;
    }

    /// <summary>SIGTERM. Returns when it has ended.</summary>
    public async Task TerminateAsync()
    {
        Hold(Signal.Terminate);
        await _watch;
    }

    /// <summary>SIGSTOP.</summary>
    public void Pause() => Hold(Signal.Stop);

    /// <summary>SIGCONT.</summary>
    public void GoOn()
    {
        lock (_gate)
        {
            Send(Signal.Continue);
            _state = NodeState.Up;
        }
    }

    public async Task UntilUpAsync(CancellationToken cancellationToken)
    {
        while (State != NodeState.Up)
        {
            await Task.Delay(BetweenQuestions, clock, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        _http.Dispose();
    }

    private static string AddressAt(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    private void Hold(int signal)
    {
        lock (_gate)
        {
            _state = NodeState.Held;
            Send(signal);
        }
    }

    private void Send(int signal)
    {
        if (_process is { HasExited: false } process)
        {
            Signal.Send(process.Id, signal);
        }
    }

    private Process Launch()
    {
        _process?.Dispose();
        _process = Shell.Start(command, environment, log);
        warden.Add(_process.Id);
        return _process;
    }

    // Ends when the process has ended and is not wanted back.
    private async Task WatchAsync(Process first)
    {
        for (var process = first; process is not null; process = Again())
        {
            var id = process.Id;
            var ended = process.WaitForExitAsync(CancellationToken.None);
            await AskAsync(ended);
            await ended;
            warden.Remove(id);
            if (!IsMissed())
            {
                return;
            }

            await Task.Delay(BeforeAnotherStart, clock, CancellationToken.None);
        }
    }

    // As a supervisor sees it, also where it refused to start because PostgreSQL was not there yet.
    private bool IsMissed()
    {
        lock (_gate)
        {
            var missed = _state is NodeState.Starting or NodeState.Up;
            _state = missed ? NodeState.Starting : NodeState.Down;
            _endedByItself += missed ? 1 : 0;
            return missed;
        }
    }

    private Process? Again()
    {
        lock (_gate)
        {
            return _state == NodeState.Starting ? Launch() : null;
        }
    }

    private async Task AskAsync(Task ended)
    {
        while (!ended.IsCompleted && State == NodeState.Starting)
        {
            if (await IsReadyAsync())
            {
                lock (_gate)
                {
                    _state = _state == NodeState.Starting ? NodeState.Up : _state;
                }

                return;
            }

            await Task.WhenAny(ended, Task.Delay(BetweenQuestions, clock, CancellationToken.None));
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("health/ready", UriKind.Relative), CancellationToken.None);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            return false;
        }
    }
}
