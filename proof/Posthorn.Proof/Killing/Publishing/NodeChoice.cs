using System.Net.Http.Headers;
using Posthorn.Api;
using Posthorn.Proof.Killing.Starting;

namespace Posthorn.Proof.Killing.Publishing;

/// <summary>The nodes in turn, those left out that have just failed: as a load balancer in front of them would do it.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class NodeChoice : IDisposable
{
    private static readonly TimeSpan LeftOut = TimeSpan.FromSeconds(1);

    private readonly HttpClient[] _connections;
    private readonly long[] _failedAt;
    private readonly TimeProvider _clock;
    private int _turn;

    public NodeChoice(PublishPlan plan, TimeProvider clock)
    {
        _clock = clock;
        _failedAt = new long[plan.Nodes.Count];
        Array.Fill(_failedAt, long.MinValue);
        _connections = [.. plan.Nodes.Select(node => NodeConnection.Open(node, new AuthenticationHeaderValue("Bearer", plan.Key)))];
        Clients = [.. _connections.Select(static connection => new PosthornClient(connection))];
    }

    public IReadOnlyList<PosthornClient> Clients { get; }

    public HttpClient Connection(int node) => _connections[node];

    public int Next()
    {
        var now = _clock.GetTimestamp();
        var next = 0;
        for (var tried = 0; tried < _connections.Length; tried++)
        {
            next = (int)((uint)Interlocked.Increment(ref _turn) % (uint)_connections.Length);
            if (Volatile.Read(ref _failedAt[next]) is var failed && (failed == long.MinValue || _clock.GetElapsedTime(failed, now) > LeftOut))
            {
                break;
            }
        }

        return next;
    }

    public void Failed(int node) => Volatile.Write(ref _failedAt[node], _clock.GetTimestamp());

    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }
}
