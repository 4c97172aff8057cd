using System.Net;
using Posthorn.Api.Events;
using Posthorn.Api.Json;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Events;

public sealed class BatchTests(RunningServer server)
{
    private static readonly RawJson Data = RawJson.Parse("{}");

    [Fact]
    public async Task Every_event_has_its_result_in_order_and_a_bad_one_stops_no_other()
    {
        var partner = await server.NewPartnerAsync();
        using var http = server.Http(RunningServer.OperatorKey);
        var body = $$$"""
            {"events":[
              {"partner_id":"{{{partner.Id}}}","type":"first","data":{}},
              {"partner_id":"{{{partner.Id}}}","type":"no type","data":{}},
              {"partner_id":"{{{partner.Id}}}","data":{}},
              7,
              {"partner_id":"{{{partner.Id}}}","type":"a","data":{"deep":[[{}]]},"colour":"red"},
              {"partner_id":"{{{partner.Id}}}","type":"last","data":{}}]}
            """;

        using var answer = await http.PostAsync(new Uri("/v1/events/batch", UriKind.Relative), Call.Json(body));
        var results = (await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync(answer.Content, Api.PosthornJson.Default.BatchReceipt))!.Results;
        var feed = await server.Operator.GetFeedAsync(partner.Id, null, null, CancellationToken.None);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        results.Select(static one => one.Problem?.Code).ShouldBe([null, "invalid_event_type", "required", "invalid_value", "unknown_member", null]);
        feed.Events.Select(static one => one.Type).ShouldBe(["first", "last"]);
        feed.Events.Select(static one => one.Id).ShouldBe([results[0].Id!, results[^1].Id!]);
    }

    [Fact]
    public async Task B_P19_a_thousand_are_taken_and_one_more_is_not()
    {
        var partner = await server.NewPartnerAsync();
        var event1 = new BatchEvent { PartnerId = partner.Id, Type = "a", Data = Data };

        var receipt = await server.Operator.PublishBatchAsync(new() { Events = [.. Enumerable.Repeat(event1, 1000)] }, CancellationToken.None);
        var refused = await Should.ThrowAsync<Api.PosthornApiException>(
            () => server.Operator.PublishBatchAsync(new() { Events = [.. Enumerable.Repeat(event1, 1001)] }, CancellationToken.None));

        receipt.Results.ShouldAllBe(static one => one.Id != null);
        receipt.Results.Select(static one => one.Id).ShouldBeUnique();
        refused.Problem.Code.ShouldBe("batch_too_large");
    }

    [Fact]
    public async Task A_key_in_a_batch_is_the_same_as_one_in_the_header()
    {
        var partner = await server.NewPartnerAsync();
        var single = await server.Operator.PublishAsync(partner.Id, new() { Type = "a", Data = Data }, "key-1", CancellationToken.None);

        var receipt = await server.Operator.PublishBatchAsync(
            new()
            {
                Events =
                [
                    new() { PartnerId = partner.Id, Type = "a", Data = Data, IdempotencyKey = "key-1" },
                    new() { PartnerId = partner.Id, Type = "b", Data = Data, IdempotencyKey = "key-1" },
                    new() { PartnerId = partner.Id, Type = "a", Data = Data, IdempotencyKey = "key-2" },
                    new() { PartnerId = partner.Id, Type = "a", Data = Data, IdempotencyKey = "key-2" },
                ],
            },
            CancellationToken.None);

        (receipt.Results[0].Id, receipt.Results[0].Replayed).ShouldBe((single.Id, true));
        receipt.Results[1].Problem!.Code.ShouldBe("idempotency_key_reuse");
        (receipt.Results[3].Id, receipt.Results[3].Replayed).ShouldBe((receipt.Results[2].Id, true));
    }

    [Theory]
    [InlineData("{}", "400 required /events")]
    [InlineData("[]", "400 invalid_value")]
    [InlineData("""{"events":{}}""", "400 invalid_value /events")]
    [InlineData("""{"events":[],"more":1}""", "400 unknown_member")]
    [InlineData("""{"events":[{]}""", "400 invalid_json")]
    public async Task A_batch_that_is_none_is_refused_whole(string body, string refusal)
    {
        using var http = server.Http(RunningServer.OperatorKey);

        using var answer = await http.PostAsync(new Uri("/v1/events/batch", UriKind.Relative), Call.Json(body));

        (await answer.RefusalAsync()).ShouldBe(refusal);
    }
}
