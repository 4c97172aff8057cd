using System.Collections.Concurrent;
using System.Net;
using Posthorn.Delivery.Sending;

namespace Posthorn.Delivery.Tests.Sending;

/// <summary>Keeps what was dialled, and answers by a rule; a public address can so stand for one on loopback.</summary>
internal sealed class RecordingConnector(Func<IPEndPoint, CancellationToken, ValueTask<Stream>> rule) : IConnector
{
    private readonly ConcurrentQueue<IPEndPoint> _dialled = new();

    public IReadOnlyList<IPEndPoint> Dialled => [.. _dialled];

    public static RecordingConnector To(IPEndPoint instead) => new((_, cancellationToken) => new SocketConnector().ConnectAsync(instead, cancellationToken));

    public static RecordingConnector Real() => new(new SocketConnector().ConnectAsync);

    public ValueTask<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        _dialled.Enqueue(address);
        return rule(address, cancellationToken);
    }
}
