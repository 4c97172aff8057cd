using System.Net;
using Posthorn.Api.Json;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Events;

public sealed class PublishTests(RunningServer server)
{
    [Fact]
    public async Task An_event_that_was_acknowledged_can_be_read_back_byte_for_byte()
    {
        var partner = await server.NewPartnerAsync();
        var data = RawJson.Parse("""{"b": 1e400,  "a":"\u00e9 é","n":12345678901234567890123456789}""");

        var receipt = await server.Operator.PublishAsync(partner.Id, new() { Type = "note.made", Subject = "note-1", Data = data }, null, CancellationToken.None);
        var read = await server.Operator.GetEventAsync(receipt.Id, CancellationToken.None);

        receipt.Deliveries.ShouldBeEmpty();
        read.PartnerId.ShouldBe(partner.Id);
        read.Type.ShouldBe("note.made");
        read.Subject.ShouldBe("note-1");
        read.Data.Utf8.ToArray().ShouldBe(data.Utf8.ToArray());
        read.Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_receipt_names_a_delivery_for_each_endpoint_that_wants_the_type()
    {
        var partner = await server.NewPartnerAsync();
        var endpoint = await server.Operator.CreateEndpointAsync(partner.Id, new() { Url = "http://127.0.0.1:9/hook", Profile = "standard" }, CancellationToken.None);
        _ = await server.Operator.CreateEndpointAsync(
            partner.Id, new() { Url = "http://127.0.0.1:9/other", Profile = "standard", EventTypes = ["other"] }, CancellationToken.None);

        var receipt = await server.Operator.PublishAsync(partner.Id, new() { Type = "note.made", Data = RawJson.Parse("{}") }, null, CancellationToken.None);

        receipt.Deliveries.ShouldHaveSingleItem().EndpointId.ShouldBe(endpoint.Id);
        (await server.Operator.GetDeliveryAsync(receipt.Deliveries[0].Id, CancellationToken.None)).EventId.ShouldBe(receipt.Id);
    }

    [Fact]
    public async Task Status_and_headers_of_an_acknowledgement_are_those_of_the_contract()
    {
        var partner = await server.NewPartnerAsync();
        using var http = server.Http(RunningServer.OperatorKey);

        using var answer = await http.PostAsync(new Uri($"/v1/partners/{partner.Id}/events", UriKind.Relative), Call.Json("""{"type":"a","data":{}}"""));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/json");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.Contains("Server").ShouldBeFalse();
        answer.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
    }
}
