using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Posthorn.Delivery.Sending;
using Posthorn.Gateway.Configuration;
using RabbitMQ.Client;

namespace Posthorn.Gateway.Forwarding;

/// <summary>A connection to a broker, made when it is needed and made anew when it broke, with its channels. A channel serves one message at a time.</summary>
/// <remarks>Safe for any number of attempts at once. The engine's schedule is what tries again, so the client's own recovery is off.</remarks>
internal sealed class BrokerLine(string name, ForwardingTarget.RabbitMq target, X509Certificate2Collection? authorities) : IAsyncDisposable
{
    private const int PlainPort = 5672;
    private const int SecuredPort = 5671;

    /// <summary>A machine that vanished says no goodbye; twice this long a connection is taken for one.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly CreateChannelOptions Confirming = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    private readonly ConcurrentBag<IChannel> _idle = [];
    private readonly SemaphoreSlim _connecting = new(1);
    private IConnection? _connection;

    /// <summary>A channel for one message. Give it back, or drop it.</summary>
    public async ValueTask<IChannel> RentAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryTake(out var idle))
        {
            if (idle.IsOpen)
            {
                return idle;
            }

            Forget(idle);
        }

        return await (await ConnectAsync(cancellationToken)).CreateChannelAsync(Confirming, cancellationToken);
    }

    public void Return(IChannel? channel)
    {
        if (channel is { IsOpen: true })
        {
            _idle.Add(channel);
        }
        else
        {
            Forget(channel);
        }
    }

    /// <summary>Uses a channel no more.</summary>
    public static void Drop(ref IChannel? channel)
    {
        Forget(channel);
        channel = null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _idle)
        {
            Forget(channel);
        }

        await EndAsync(_connection);
        _connecting.Dispose();
    }

    private async ValueTask<IConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            if (_connection is not { IsOpen: true })
            {
                Forget(_connection);
                _connection = null;
                _connection = await Factory().CreateConnectionAsync(cancellationToken);
            }

            return _connection;
        }
        finally
        {
            _connecting.Release();
        }
    }

    private ConnectionFactory Factory()
    {
        var secured = target.Broker.Scheme == "amqps";
        var factory = new ConnectionFactory
        {
            HostName = target.Broker.DnsSafeHost,
            Port = target.Broker.Port > 0 ? target.Broker.Port : secured ? SecuredPort : PlainPort,
            VirtualHost = target.Broker.AbsolutePath is { Length: > 1 } path ? Uri.UnescapeDataString(path[1..]) : ConnectionFactory.DefaultVHost,
            ClientProvidedName = "posthorn gateway, destination " + name,
            RequestedHeartbeat = Heartbeat,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
        };
        if (target is { User: { } user, Password: { } password })
        {
            (factory.UserName, factory.Password) = (user, password);
        }

        if (secured)
        {
            factory.Ssl = new SslOption(target.Broker.DnsSafeHost, enabled: true) { CertificateValidationCallback = new ServerCertificateCheck(authorities).Check };
        }

        return factory;
    }

    // Closing waits for the other side, which may be what is broken: nobody waits for that.
    private static void Forget(IAsyncDisposable? broken) => _ = EndAsync(broken);

    private static async Task EndAsync(IAsyncDisposable? ended)
    {
        try
        {
            await (ended?.DisposeAsync() ?? default);
        }
        catch (Exception)
        {
            // It was to end, and it has.
        }
    }
}
