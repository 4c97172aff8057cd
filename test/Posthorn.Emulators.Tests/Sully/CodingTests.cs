using System.Net;
using System.Text.Json;
using Posthorn.Emulators.Sully;
using Posthorn.Emulators.Tests.Running;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Emulators.Tests.Sully;

public sealed class CodingTests
{
    [Fact]
    public async Task What_is_found_stands_where_the_text_has_it()
    {
        const string text = "The patient has had headaches for a year, and wheezing in the cold.";
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        var made = (await client.PostAsync(SullyClient.Codings, new { text })).GetProperty("data");
        SullyClient.Members(made).ShouldBe(["id", "status", "created_at", "updated_at"]);
        made.GetProperty("status").GetString().ShouldBe("pending");
        var id = made.GetProperty("id").GetString()!;
        id.ShouldStartWith("cod_");

        var notified = (await bed.NotifiedAsync()).ShouldBeOfType<CodingSucceeded>();
        var told = await client.DataAsync($"{SullyClient.Codings}/{id}");

        (notified.Id, notified.Status, told.GetProperty("status").GetString()).ShouldBe((id, "completed", "completed"));
        SullyClient.Members(told).ShouldBe(["id", "status", "created_at", "updated_at", "processing_time_ms", "result"]);
        notified.Diagnoses.Select(static one => one.Codings[0].Code).ShouldBe(["G43.909", "J45.909"]);
        foreach (var finding in told.GetProperty("result").GetProperty("diagnoses").EnumerateArray().Concat(told.GetProperty("result").GetProperty("procedures").EnumerateArray()))
        {
            var span = finding.GetProperty("text_span");
            text[span.GetProperty("start_char").GetInt32()..span.GetProperty("end_char").GetInt32()].ShouldBe(span.GetProperty("text").GetString());
            SullyClient.Members(finding.GetProperty("code").GetProperty("coding")[0]).ShouldBe(["system", "code", "display"]);
        }
    }

    [Fact]
    public async Task A_text_in_which_nothing_is_known_gets_a_diagnosis_out_of_the_seed()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        _ = await new SullyClient(bed).CodingAsync("x 😀");

        (await bed.NotifiedAsync()).ShouldBeOfType<CodingSucceeded>().Diagnoses.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_one_tells_its_error()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        var id = await client.CodingAsync("emulate-failure");
        var failed = (await bed.NotifiedAsync()).ShouldBeOfType<CodingFailed>();
        var told = await client.DataAsync($"{SullyClient.Codings}/{id}");

        (failed.Id, failed.Status, failed.Error).ShouldBe((id, "failed", "not enough clinical content"));
        (told.GetProperty("status").GetString(), told.GetProperty("error").GetString()).ShouldBe(("failed", failed.Error));
    }

    [Fact]
    public async Task What_is_no_request_is_400_and_what_is_not_there_404()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        var note = await client.NoteAsync("a note");

        foreach (var body in (object[])[new { }, new { text = " " }, new { text = 5 }])
        {
            (await client.PostAsync(SullyClient.Codings, body, HttpStatusCode.BadRequest)).GetProperty("error").GetInt32().ShouldBe(400);
        }

        (await client.GetAsync($"{SullyClient.Codings}/cod_none", HttpStatusCode.NotFound)).GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Number);
        _ = await client.GetAsync($"{SullyClient.Codings}/{note}", HttpStatusCode.NotFound);
        (await client.DeleteAsync($"{SullyClient.Codings}/cod_none")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_was_deleted_is_not_there()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        var id = await client.CodingAsync("a cough");

        (await client.DeleteAsync($"{SullyClient.Codings}/{id}")).ShouldBe(HttpStatusCode.NoContent);

        _ = await client.GetAsync($"{SullyClient.Codings}/{id}", HttpStatusCode.NotFound);
    }
}
