using Posthorn.Api;

namespace Posthorn.Proof.Killing.Starting;

/// <summary>A client for each node.</summary>
internal sealed class NodeClients : IDisposable
{
    private readonly HttpClient[] _connections;

    public NodeClients(Bed bed)
    {
        _connections = [.. bed.Nodes.Select(node => NodeConnection.Open(node.Address, bed.Authorization))];
        All = [.. _connections.Select(static connection => new PosthornClient(connection))];
    }

    public IReadOnlyList<PosthornClient> All { get; }

    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }
}
