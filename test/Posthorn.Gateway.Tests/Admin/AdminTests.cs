using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Posthorn.Gateway.Tests.Running;

namespace Posthorn.Gateway.Tests.Admin;

public sealed class AdminTests
{
    [Fact]
    public async Task A_dead_letter_is_there_to_be_looked_at_and_arrives_when_it_is_replayed()
    {
        await using var inbox = await Inbox.StartAsync();
        inbox.Status = static number => number == 1 ? StatusCodes.Status410Gone : StatusCodes.Status200OK;
        await using var gateway = await GatewayBed.StartAsync(GatewayBed.Http("ehr", inbox.Url));
        (await gateway.Suki.PostAsync(Sender.Session("one"))).ShouldBe(HttpStatusCode.OK);
        _ = await inbox.NextAsync();

        // What is in flight is recorded before the end, so the next start tells it.
        await gateway.StopAsync();
        await gateway.StartAgainAsync(GatewayBed.Http("ehr", inbox.Url));
        var dead = (await gateway.DeliveriesAsync()).Single();
        dead.GetProperty("state").GetString().ShouldBe("dead");
        using var answer = await gateway.Admin.PostAsync($"/v1/deliveries/{dead.GetProperty("id").GetString()}/replay", content: null);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await inbox.NextAsync()).Text().ShouldBe(Sender.Session("one"));
    }

    [Fact]
    public async Task A_destination_stays_enabled_whatever_it_answers_for_the_configuration_names_it()
    {
        await using var inbox = await Inbox.StartAsync();
        inbox.Status = static number => number == 1 ? StatusCodes.Status410Gone : StatusCodes.Status200OK;
        await using var gateway = await GatewayBed.StartAsync(GatewayBed.Http("ehr", inbox.Url));
        (await gateway.Suki.PostAsync(Sender.Session("one"))).ShouldBe(HttpStatusCode.OK);
        _ = await inbox.NextAsync();
        await gateway.Log.UntilAsync("takes nothing from");

        (await gateway.Suki.PostAsync(Sender.Session("two"))).ShouldBe(HttpStatusCode.OK);

        (await inbox.NextAsync()).Text().ShouldBe(Sender.Session("two"));
    }

    [Theory]
    [InlineData("POST", "/v1/partners")]
    [InlineData("POST", "/v1/partners/src_suki/events")]
    [InlineData("POST", "/v1/partners/src_suki/endpoints")]
    [InlineData("POST", "/v1/partners/src_suki/keys")]
    [InlineData("GET", "/openapi/v1.json")]
    public async Task What_the_configuration_says_cannot_be_changed_by_a_call(string method, string path)
    {
        await using var gateway = await GatewayBed.StartAsync(GatewayBed.Http("ehr", "http://127.0.0.1:9/"));
        using var request = new HttpRequestMessage(new(method), path) { Content = JsonContent.Create(new { name = "x" }) };

        using var answer = await gateway.Admin.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("configuration file");
    }

    [Fact]
    public async Task Operators_and_senders_have_a_listener_each()
    {
        await using var gateway = await GatewayBed.StartAsync(GatewayBed.Http("ehr", "http://127.0.0.1:9/"));

        (await StatusAsync(gateway.Doors, "/v1/partners")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(gateway.Doors, "/metrics")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(gateway.Doors, "/health/live")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(gateway.Doors, "/health/ready")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(gateway.Admin, "/health/ready")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(gateway.Admin, "/v1/partners")).ShouldBe(HttpStatusCode.OK);
        gateway.Admin.DefaultRequestHeaders.Authorization = null;
        (await StatusAsync(gateway.Admin, "/v1/partners")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(gateway.Admin, "/suki")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_destination_is_shown_by_its_name_and_counted_in_the_metrics()
    {
        await using var inbox = await Inbox.StartAsync();
        await using var gateway = await GatewayBed.StartAsync(GatewayBed.Http("ehr", inbox.Url));
        (await gateway.Suki.PostAsync(Sender.Session("one"))).ShouldBe(HttpStatusCode.OK);
        _ = await inbox.NextAsync();

        var endpoints = JsonElement.Parse(await gateway.Admin.GetStringAsync("/v1/partners/src_suki/endpoints"));
        var metrics = await gateway.Admin.GetStringAsync("/metrics");

        endpoints.GetProperty("endpoints")[0].GetProperty("url").GetString().ShouldBe("destination:ehr");
        metrics.ShouldContain("posthorn_notifications_received_total{source=\"suki\"}");
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        return answer.StatusCode;
    }
}
