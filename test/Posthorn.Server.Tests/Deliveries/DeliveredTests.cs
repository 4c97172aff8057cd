using System.Text;
using Microsoft.AspNetCore.Http;
using Posthorn.Api.Deliveries;
using Posthorn.Api.Endpoints;
using Posthorn.Api.Json;
using Posthorn.Api.Replays;
using Posthorn.Server.Tests.Running;
using Posthorn.Testing.Endpoints;

namespace Posthorn.Server.Tests.Deliveries;

public sealed class DeliveredTests(RunningServer server)
{
    [Theory]
    [InlineData("suki")]
    [InlineData("sully")]
    [InlineData("standard")]
    public async Task A_test_sends_an_example_of_the_profile_to_that_endpoint_alone(string profile)
    {
        var partner = await server.NewPartnerAsync();
        await using var receiver = await TestEndpoint.StartAsync();
        await using var other = await TestEndpoint.StartAsync();
        var endpoint = await CreateAsync(partner.Id, receiver, profile);
        _ = await CreateAsync(partner.Id, other, "standard");
        var arrived = Arrivals(receiver);

        var receipt = await server.Operator.TestEndpointAsync(partner.Id, endpoint.Id, CancellationToken.None);
        await arrived.WaitAsync();

        receipt.Deliveries.ShouldHaveSingleItem().EndpointId.ShouldBe(endpoint.Id);
        receiver.Received.ShouldHaveSingleItem().Headers.ContainsKey(profile switch { "suki" => "X-API-Key", "sully" => "x-sully-signature", _ => "webhook-signature" }).ShouldBeTrue();
        other.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delivery_tells_each_attempt_and_the_answer_as_harmless_text()
    {
        var partner = await server.NewPartnerAsync();
        await using var receiver = await TestEndpoint.StartAsync();
        receiver.Answer = static async context =>
        {
            context.Response.StatusCode = 500;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("no\u001b[31m \u202e</script>\r\n"));
        };
        var endpoint = await CreateAsync(partner.Id, receiver, "standard", Schedule.Once);

        var receipt = await server.Operator.PublishAsync(partner.Id, new() { Type = "a", Data = RawJson.Parse("{}") }, null, CancellationToken.None);
        var ended = await SettledAsync(receipt.Deliveries[0].Id);

        ended.State.ShouldBe(DeliveryStatus.Dead);
        ended.EndpointId.ShouldBe(endpoint.Id);
        ended.AttemptCount.ShouldBe(1);
        ended.LastOutcome.ShouldBe("answered_500");
        var attempt = ended.Attempts.ShouldHaveSingleItem();
        (attempt.Number, attempt.Status, attempt.Outcome).ShouldBe((1, 500, "answered_500"));
        attempt.AnswerHead.ShouldBe(@"no\u{1b}[31m \u{202e}</script>\u{d}\u{a}");
    }

    [Fact]
    public async Task A_dead_delivery_is_listed_replayed_and_then_delivered()
    {
        var partner = await server.NewPartnerAsync();
        await using var receiver = await TestEndpoint.StartAsync();
        receiver.Answer = static context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        var endpoint = await CreateAsync(partner.Id, receiver, "standard", Schedule.Once);
        var receipt = await server.Operator.PublishAsync(partner.Id, new() { Type = "a", Data = RawJson.Parse("{}") }, null, CancellationToken.None);
        _ = await SettledAsync(receipt.Deliveries[0].Id);
        var dead = await server.Operator.ListDeliveriesAsync(partner.Id, DeliveryStatus.Dead, endpoint.Id, null, null, CancellationToken.None);
        receiver.Answer = static context =>
        {
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        };

        var replay = await server.Operator.ReplayDeliveryAsync(dead.Deliveries.ShouldHaveSingleItem().Id, CancellationToken.None);
        var delivered = await SettledAsync(receipt.Deliveries[0].Id);

        replay.InFlight.ShouldBeFalse();
        delivered.State.ShouldBe(DeliveryStatus.Delivered);
        receiver.Received.Count.ShouldBe(2);
        receiver.Received[0].Headers["webhook-id"].ShouldBe(receiver.Received[1].Headers["webhook-id"]);
    }

    [Fact]
    public async Task A_range_replay_is_a_job_that_ends_and_says_what_it_did()
    {
        var partner = await server.NewPartnerAsync();
        await using var receiver = await TestEndpoint.StartAsync();
        var endpoint = await CreateAsync(partner.Id, receiver, "standard");
        _ = await server.Operator.DisableEndpointAsync(partner.Id, endpoint.Id, CancellationToken.None);
        for (var n = 0; n < 5; n++)
        {
            _ = await server.Operator.PublishAsync(partner.Id, new() { Type = "a", Data = RawJson.Parse($$"""{"n":{{n}}}""") }, null, CancellationToken.None);
        }

        _ = await server.Operator.EnableEndpointAsync(partner.Id, endpoint.Id, CancellationToken.None);
        var arrived = Arrivals(receiver);
        var job = await server.Operator.ReplayEndpointAsync(
            partner.Id, endpoint.Id, new() { Since = DateTimeOffset.UnixEpoch, States = [ReplayState.Missed] }, CancellationToken.None);
        for (var n = 0; n < 5; n++)
        {
            await arrived.WaitAsync();
        }

        var ended = await server.Operator.GetReplayAsync(job.Id, CancellationToken.None);
        ended.Replayed.ShouldBe(5);
        ended.States.ShouldBe([ReplayState.Missed]);
        receiver.Received.Count.ShouldBe(5);
    }

    private static SemaphoreSlim Arrivals(TestEndpoint receiver)
    {
        var arrived = new SemaphoreSlim(0);
        receiver.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            _ = arrived.Release();
            return Task.CompletedTask;
        };
        return arrived;
    }

    private Task<EndpointInfo> CreateAsync(string partner, TestEndpoint receiver, string profile, Schedule? schedule = null) =>
        server.Operator.CreateEndpointAsync(partner, new() { Url = $"http://{receiver.Address}/hook", Profile = profile, Schedule = schedule }, CancellationToken.None);

    private async Task<DeliveryInfo> SettledAsync(string id)
    {
        await server.SettledAsync(id);
        return await server.Operator.GetDeliveryAsync(id, CancellationToken.None);
    }
}
