using System.Net;
using Microsoft.AspNetCore.Http;
using Posthorn.Gateway.Tests.Running;

namespace Posthorn.Gateway.Tests.Forwarding;

public sealed class HttpForwardingTests
{
    [Fact]
    public async Task What_came_goes_on_byte_for_byte_and_is_signed_anew()
    {
        await using var inbox = await Inbox.StartAsync();
        await using var gateway = await GatewayBed.StartAsync(GatewayBed.Http("ehr", inbox.Url));

        (await gateway.Suki.PostAsync(Sender.Session("visit 1"))).ShouldBe(HttpStatusCode.OK);

        var request = await inbox.NextAsync();
        request.Text().ShouldBe(Sender.Session("visit 1"));
        request.IsSignedWith(GatewayBed.Secret).ShouldBeTrue();
        request.Headers["webhook-id"].ToString().ShouldStartWith("evt_");
        request.Headers["posthorn-event-id"].ShouldBe(request.Headers["webhook-id"]);
        request.Told("source").ShouldBe("suki");
        request.Told("type").ShouldBe("session.completed");
        request.Told("subject").ShouldBe("visit%201");
        request.Told("standing").ShouldBe("first");
        request.Told("attempt").ShouldBe("1");
        request.Headers.ContainsKey("x-api-key").ShouldBeFalse();
    }

    [Fact]
    public async Task A_repetition_is_acknowledged_and_goes_on_once()
    {
        await using var inbox = await Inbox.StartAsync();
        await using var gateway = await GatewayBed.StartAsync(GatewayBed.Http("ehr", inbox.Url, "suki, standard"));

        (await gateway.Standard.PostAsync("""{"type":"x.happened","data":{}}""", "msg_7")).ShouldBe(HttpStatusCode.OK);
        (await gateway.Standard.PostAsync("""{"type":"x.happened","data":{}}""", "msg_7")).ShouldBe(HttpStatusCode.OK);
        (await gateway.Standard.PostAsync("""{"type":"y.happened","data":{}}""", "msg_7")).ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await inbox.NextAsync()).Told("type").ShouldBe("x.happened");
        (await gateway.DeliveriesAsync("standard")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_destination_gets_the_types_that_it_names_and_no_others()
    {
        await using var inbox = await Inbox.StartAsync();
        await using var gateway = await GatewayBed.StartAsync(GatewayBed.Http("ehr", inbox.Url, more: "    types: [note.*, session.failed]"));

        (await gateway.Suki.PostAsync(Sender.Session("one"))).ShouldBe(HttpStatusCode.OK);
        (await gateway.Suki.PostAsync(Sender.Session("two", "failure"))).ShouldBe(HttpStatusCode.OK);

        (await inbox.NextAsync()).Told("type").ShouldBe("session.failed");
        (await gateway.DeliveriesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Each_destination_gets_its_own_and_none_waits_for_another()
    {
        await using var slow = await Inbox.StartAsync();
        await using var fast = await Inbox.StartAsync();
        slow.Status = static number => number < 3 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        await using var gateway = await GatewayBed.StartAsync(GatewayBed.Http("slow", slow.Url) + "\n" + GatewayBed.Http("fast", fast.Url));

        (await gateway.Suki.PostAsync(Sender.Session("one"))).ShouldBe(HttpStatusCode.OK);

        (await fast.NextAsync()).Text().ShouldBe(Sender.Session("one"));
        (await slow.NextAsync()).Told("attempt").ShouldBe("1");
        (await slow.NextAsync()).Told("attempt").ShouldBe("2");
        (await slow.NextAsync()).IsSignedWith(GatewayBed.Secret).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_gets_a_second_notification_about_the_same_is_told_so()
    {
        await using var inbox = await Inbox.StartAsync();
        await using var gateway = await GatewayBed.StartAsync(GatewayBed.Http("ehr", inbox.Url));

        (await gateway.Suki.PostAsync(Sender.Session("one"))).ShouldBe(HttpStatusCode.OK);
        (await inbox.NextAsync()).Told("standing").ShouldBe("first");
        (await gateway.Suki.PostAsync(Sender.Session("one").Replace("enc_1", "enc_2", StringComparison.Ordinal))).ShouldBe(HttpStatusCode.OK);

        (await inbox.NextAsync()).Told("standing").ShouldBe("superseding");
    }

    [Fact]
    public async Task What_is_not_signed_is_neither_stored_nor_forwarded()
    {
        await using var inbox = await Inbox.StartAsync();
        await using var gateway = await GatewayBed.StartAsync(GatewayBed.Http("ehr", inbox.Url));
        using var unsigned = new StringContent(Sender.Session("forged"));

        using var response = await gateway.Doors.PostAsync("/suki", unsigned);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await gateway.DeliveriesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_destination_that_leaves_the_configuration_keeps_what_waits_and_gets_it_when_it_is_back()
    {
        await using var inbox = await Inbox.StartAsync();
        inbox.Status = static number => number == 1 ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        await using var gateway = await GatewayBed.StartAsync(GatewayBed.Http("ehr", inbox.Url));
        (await gateway.Suki.PostAsync(Sender.Session("kept"))).ShouldBe(HttpStatusCode.OK);
        _ = await inbox.NextAsync();

        await gateway.StopAsync();
        await gateway.StartAgainAsync(GatewayBed.Http("other", inbox.Url, "standard"));
        (await gateway.DeliveriesAsync()).Single().GetProperty("state").GetString().ShouldBe("pending");
        (await gateway.Admin.GetStringAsync("/v1/partners/src_suki/endpoints")).ShouldContain("\"disabled_reason\":\"not_configured\"");
        await gateway.StopAsync();
        await gateway.StartAgainAsync(GatewayBed.Http("ehr", inbox.Url));

        (await inbox.NextAsync()).Text().ShouldBe(Sender.Session("kept"));
    }

    [Fact]
    public async Task Nothing_of_a_notification_and_no_secret_is_logged()
    {
        await using var inbox = await Inbox.StartAsync();
        inbox.Status = static number => number == 1 ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        await using var gateway = await GatewayBed.StartAsync(GatewayBed.Http("ehr", inbox.Url + "?token=hidden"));

        (await gateway.Suki.PostAsync(Sender.Session("of-a-patient"))).ShouldBe(HttpStatusCode.OK);
        _ = await inbox.NextAsync();
        _ = await inbox.NextAsync();
        await gateway.Log.UntilAttemptAsync("answered_200", "delivered");

        string[] hidden = ["of-a-patient", "enc_1", "hidden", "127.0.0.1:" + new Uri(inbox.Url).Port, Sender.SukiSecret, GatewayBed.Secret, GatewayBed.OperatorKey];
        hidden.Where(gateway.Log.Text.Contains).ShouldBeEmpty();
    }
}
