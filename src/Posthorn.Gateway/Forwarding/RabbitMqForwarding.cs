using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Sending;
using Posthorn.Gateway.Configuration;
using RabbitMQ.Client;

namespace Posthorn.Gateway.Forwarding;

/// <summary>An exchange: published as a persistent message that must reach a queue, and done when the broker has confirmed it.</summary>
internal sealed class RabbitMqForwarding(ForwardingTarget.RabbitMq target, BrokerLine line, TimeProvider clock) : IForwarding
{
    private const string Application = "posthorn";
    private const string Json = "application/json";

    public async ValueTask<AttemptOutcome> ForwardAsync(
        Endpoint endpoint, DueDelivery delivery, ForwardedEvent told, DateTimeOffset at, CancellationToken stop)
    {
        // One deadline over all of it: the broker's name, connection, channel, and its confirmation.
        using var patience = new CancellationTokenSource(endpoint.Settings.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        IChannel? channel = null;
        try
        {
            channel = await line.RentAsync(either.Token);
            var routingKey = RoutingKeys.Fill(target.RoutingKey, told.Type, told.Source);
            await channel.BasicPublishAsync(target.Exchange, routingKey, mandatory: true, PropertiesOf(told), delivery.Body, either.Token);
            return new AttemptOutcome.Handled(Ignored: false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            BrokerLine.Drop(ref channel);
            throw;
        }
        catch (Exception exception)
        {
            var sent = channel is not null;
            var outcome = patience.IsCancellationRequested && exception is OperationCanceledException
                ? new AttemptOutcome.TimedOut(sent ? SendPhases.Head : SendPhases.Connect, Ambiguous: sent)
                : BrokerFailure.Of(exception, sent);
            if (outcome is not AttemptOutcome.Waiting)
            {
                // Whatever is still expected on it would be taken for the next message's.
                BrokerLine.Drop(ref channel);
            }

            return outcome;
        }
        finally
        {
            line.Return(channel);
        }
    }

    public ValueTask DisposeAsync() => line.DisposeAsync();

    private static BasicProperties PropertiesOf(ForwardedEvent told) => new()
    {
        MessageId = told.EventId,
        Type = told.Type,
        AppId = Application,
        ContentType = Json,
        Persistent = true,
        Timestamp = new(told.OccurredAt.ToUnixTimeSeconds()),
        Headers = told.Headers.ToDictionary(static header => header.Key, static object? (header) => header.Value, StringComparer.Ordinal),
    };
}
