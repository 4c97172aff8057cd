using Posthorn.Delivery.Scheduling;
using Posthorn.Relay.Forwarding;
using Posthorn.Relay.Listening;

namespace Posthorn.Relay.Tests.Running;

/// <summary>A listener in this process, until it is disposed of; then it must end well.</summary>
internal sealed class ListenerBed : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpTarget _target;
    private readonly CursorFile _cursor;
    private readonly RunningListener _listener;

    private ListenerBed(ListenOptions options, Uri to, string cursor, bool keepPath)
    {
        _target = new(to, keepPath, TimeSpan.FromSeconds(30), options.Egress, TimeProvider.System);
        _cursor = CursorFile.Open(cursor);
        _listener = new(options, _cursor, _target, Watch, new Dice(1), TimeProvider.System);
        Ended = _listener.RunAsync(_stop.Token);
    }

    public ToldWatch Watch { get; } = new();

    public Task<ListenEnd> Ended { get; }

    public static ListenerBed Start(RelayBed relay, Uri to, ListenOptions? options = null, bool keepPath = false)
    {
        options ??= relay.Listening();
        return new(options, to, Path.Combine(relay.Folder, options.Listener + ".cursor"), keepPath);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _ = await Ended.WaitAsync(Patience.Long);
        _listener.Dispose();
        _cursor.Dispose();
        _target.Dispose();
        _stop.Dispose();
    }
}
