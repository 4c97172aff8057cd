using System.Threading.Channels;
using Posthorn.Testing.Brokers;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Posthorn.Gateway.Tests.Running;

/// <summary>A real broker for the tests of this assembly, and a reader of its queues.</summary>
public sealed class Broker : IAsyncLifetime
{
    private TemporaryRabbitMq _broker = null!;

    public int Port => _broker.Port;

    public async ValueTask InitializeAsync() => _broker = await TemporaryRabbitMq.StartAsync(CancellationToken.None);

    public Task KillAsync() => _broker.KillAsync();

    public Task StartAgainAsync() => _broker.StartAgainAsync();

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    /// <summary>A destination that publishes to an exchange of this broker.</summary>
    internal string Destination(string exchange, string more = "") => string.Join('\n', new[]
    {
        "  broker:", "    from: [suki]", "    schedule: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", "    timeout: 10s",
        "    rabbitmq:", $"      uri: amqp://127.0.0.1:{Port}", $"      exchange: {exchange}", more,
    }.Where(static line => line.Length > 0));

    internal async Task DeclareAsync(string exchange, string? queue = null, string key = "#")
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true);
        if (queue is not null)
        {
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
            await channel.QueueBindAsync(queue, exchange, key);
        }
    }

    /// <summary>Takes messages of a queue until there are that many, by their ids.</summary>
    internal async Task<IReadOnlyList<(IReadOnlyBasicProperties Properties, byte[] Body, string RoutingKey)>> TakeAsync(string queue, int distinct)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        var arrived = Channel.CreateUnbounded<(IReadOnlyBasicProperties, byte[], string)>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            // The memory is the channel's, and only for now; properties are read before it is given back.
            await arrived.Writer.WriteAsync((new BasicProperties(message.BasicProperties), message.Body.ToArray(), message.RoutingKey));
        };
        _ = await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        var all = new List<(IReadOnlyBasicProperties Properties, byte[] Body, string RoutingKey)>();
        while (all.Select(static one => one.Properties.MessageId).Distinct().Count() < distinct)
        {
            all.Add(await arrived.Reader.ReadAsync().AsTask().WaitAsync(Patience.Long));
        }

        return all;
    }

    private Task<IConnection> ConnectAsync() => new ConnectionFactory { HostName = "127.0.0.1", Port = Port, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
}
