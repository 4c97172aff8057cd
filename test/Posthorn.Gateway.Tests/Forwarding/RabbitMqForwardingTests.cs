using System.Globalization;
using System.Net;
using System.Text;
using Posthorn.Gateway.Tests.Running;

namespace Posthorn.Gateway.Tests.Forwarding;

public sealed class RabbitMqForwardingTests(Broker broker) : IClassFixture<Broker>
{
    [Fact]
    public async Task A_message_is_the_bytes_that_came_and_tells_what_they_are()
    {
        await broker.DeclareAsync("told", "told");
        await using var gateway = await GatewayBed.StartAsync(broker.Destination("told", "      routingKey: \"{source}.{type}\""));

        (await gateway.Suki.PostAsync(Sender.Session("visit 1"))).ShouldBe(HttpStatusCode.OK);

        var (properties, body, routingKey) = (await broker.TakeAsync("told", 1)).Single();
        Encoding.UTF8.GetString(body).ShouldBe(Sender.Session("visit 1"));
        routingKey.ShouldBe("suki.session.completed");
        properties.Persistent.ShouldBeTrue();
        properties.MessageId.ShouldStartWith("evt_");
        properties.Type.ShouldBe("session.completed");
        properties.ContentType.ShouldBe("application/json");
        Text(properties.Headers!["posthorn-source"]).ShouldBe("suki");
        Text(properties.Headers!["posthorn-subject"]).ShouldBe("visit 1");
        Text(properties.Headers!["posthorn-event-id"]).ShouldBe(properties.MessageId);
        await gateway.Log.UntilAttemptAsync("handled", "delivered");
    }

    [Fact]
    public async Task A_message_that_reaches_no_queue_is_not_taken_for_delivered_and_arrives_when_one_is_bound()
    {
        await broker.DeclareAsync("unbound");
        await using var gateway = await GatewayBed.StartAsync(broker.Destination("unbound"));

        (await gateway.Suki.PostAsync(Sender.Session("one"))).ShouldBe(HttpStatusCode.OK);
        await gateway.Log.UntilAttemptAsync("broker_unroutable", "retry");
        await broker.DeclareAsync("unbound", "unbound");

        Encoding.UTF8.GetString((await broker.TakeAsync("unbound", 1))[0].Body).ShouldBe(Sender.Session("one"));
    }

    [Theory]
    [InlineData("absent", "", "broker_exchange_missing")]
    [InlineData("amq.topic", "      user: guest\n      password: wrong", "broker_access_refused")]
    public async Task What_the_broker_refuses_is_named_and_tried_again(string exchange, string more, string outcome)
    {
        await using var gateway = await GatewayBed.StartAsync(broker.Destination(exchange, more));

        (await gateway.Suki.PostAsync(Sender.Session("one"))).ShouldBe(HttpStatusCode.OK);

        await gateway.Log.UntilAttemptAsync(outcome, "retry", times: 2);
    }

    [Fact]
    public async Task A_broker_that_is_killed_in_the_middle_loses_nothing_and_gets_the_rest_when_it_is_back()
    {
        const int Each = 40;
        await broker.DeclareAsync("killed", "killed");
        await using var gateway = await GatewayBed.StartAsync(broker.Destination("killed"));

        await PostAsync(gateway, 0, Each);
        await gateway.Log.UntilAttemptAsync("handled", "delivered", times: Each / 2);
        await broker.KillAsync();
        await PostAsync(gateway, Each, 2 * Each);
        await gateway.Log.UntilAttemptAsync("connect_refused", "retry");
        await broker.StartAgainAsync();

        var bodies = (await broker.TakeAsync("killed", 2 * Each)).Select(static one => Encoding.UTF8.GetString(one.Body)).Distinct();
        bodies.ShouldBe(Enumerable.Range(0, 2 * Each).Select(Body), ignoreOrder: true);
    }

    private static async Task PostAsync(GatewayBed gateway, int from, int until)
    {
        var statuses = await Task.WhenAll(Enumerable.Range(from, until - from).Select(number => gateway.Suki.PostAsync(Body(number))));
        statuses.ShouldAllBe(static status => status == HttpStatusCode.OK);
    }

    private static string Body(int number) => Sender.Session("visit-" + number.ToString(CultureInfo.InvariantCulture));

    private static string? Text(object? header) => header is byte[] bytes ? Encoding.UTF8.GetString(bytes) : header as string;
}
