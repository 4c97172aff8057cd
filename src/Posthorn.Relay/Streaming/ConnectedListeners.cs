namespace Posthorn.Relay.Streaming;

/// <summary>Who is connected. Of two of one name the later one stays: the earlier may be a connection that died and does not know it yet.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class ConnectedListeners
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(long Source, string Name), CancellationTokenSource> _connected = [];

    /// <param name="replaced">Cancelled when another one comes under this name.</param>
    public void Enter(long source, string name, CancellationTokenSource replaced)
    {
        CancellationTokenSource? former;
        lock (_gate)
        {
            _ = _connected.TryGetValue((source, name), out former);
            _connected[(source, name)] = replaced;
        }

        former?.Cancel();
    }

    public void Leave(long source, string name, CancellationTokenSource replaced)
    {
        lock (_gate)
        {
            if (_connected.TryGetValue((source, name), out var current) && current == replaced)
            {
                _ = _connected.Remove((source, name));
            }
        }
    }
}
