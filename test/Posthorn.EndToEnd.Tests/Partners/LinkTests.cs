using System.Text;
using Microsoft.AspNetCore.Http;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Endpoints;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Partners;

public sealed class LinkTests
{
    [Fact]
    public async Task With_credentials_the_sample_fetches_the_note_where_the_notification_says_that_it_is()
    {
        await using var vendor = await TestEndpoint.StartAsync();
        vendor.Answer = static context => AnswerAsync(context);
        await using var application = HostedSample.OfSuki(new()
        {
            ["SukiApi:Api"] = $"http://{vendor.Address}",
            ["SukiApi:PartnerId"] = "test-partner",
            ["SukiApi:PartnerToken"] = "test-token",
            ["SukiApi:AllowedEgress:0"] = "127.0.0.0/8",
        });
        var sample = SampleEvents.Of(Profile.Suki, EventTypes.SessionCompleted);

        _ = await application.Vendor.SendAsync(sample);
        await application.Effects.UntilAsync(sample.Subject);

        (await application.TextAsync("select note from visits where session = @subject", sample.Subject)).ShouldBe("Plan: SYNTHETIC");
        var asked = vendor.Received[^1];
        asked.Path.ShouldBe($"/api/v1/ambient/session/{sample.Subject}/content");
        asked.Headers["sdp_suki_token"].ToString().ShouldBe("token-1");
    }

    private static Task AnswerAsync(HttpContext context)
    {
        var isLogin = context.Request.Path == "/api/v1/auth/login";
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(isLogin
            ? """{"suki_token":"token-1"}"""
            : """{"summary":[{"title":"Plan","loinc_code":"1-1","content":"SYNTHETIC"}]}""")).AsTask();
    }
}
