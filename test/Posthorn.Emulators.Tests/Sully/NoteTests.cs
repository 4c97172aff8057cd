using System.Net;
using System.Text.Json;
using Posthorn.Emulators.Sully;
using Posthorn.Emulators.Tests.Running;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Emulators.Tests.Sully;

public sealed class NoteTests
{
    private const string Transcript = "Doctor: hello. Patient: I cough.";

    [Fact]
    public async Task A_soap_note_is_notified_and_told_with_its_json_and_its_markdown()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        var made = await client.PostAsync(SullyClient.Notes, new { transcript = Transcript, language = "en", noteType = new { type = "soap" }, instructions = new[] { "short" } });
        SullyClient.Members(made).ShouldBe(["status", "data", "date"]);
        var id = made.GetProperty("data").GetProperty("noteId").GetString()!;
        id.ShouldStartWith("note_");

        var notified = (await bed.NotifiedAsync()).ShouldBeOfType<NoteGenerationSucceeded>();
        var told = await client.DataAsync($"{SullyClient.Notes}/{id}");

        (notified.Id, notified.Status, told.GetProperty("status").GetString()).ShouldBe((id, "completed", "STATUS_DONE"));
        SullyClient.Members(told).ShouldBe(["id", "payload", "status", "timestamp"]);
        var json = told.GetProperty("payload").GetProperty("json");
        SullyClient.Members(json).ShouldBe(["subjective", "objective", "assessment", "plan"]);
        json.GetProperty("subjective").GetProperty("chiefComplaint").GetString()!.ShouldStartWith("[synthetic]");
        JsonElement.DeepEquals(json, notified.Json!.Value).ShouldBeTrue();
        told.GetProperty("payload").GetProperty("markdown").GetString().ShouldBe(notified.Markdown);
        notified.Markdown!.ShouldStartWith("## Subjective");
        var timestamp = told.GetProperty("timestamp");
        timestamp.GetProperty("start").GetInt64().ShouldBe(notified.StartedAt!.Value.ToUnixTimeMilliseconds());
        timestamp.GetProperty("complete").GetInt64().ShouldBe(notified.CompletedAt!.Value.ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("note_style", false)]
    [InlineData("note_style", true)]
    [InlineData("note_template", false)]
    [InlineData("note_template", true)]
    public async Task A_note_of_another_type_has_json_where_it_is_asked_for(string type, bool includeJson)
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        var id = await client.NoteAsync(new { transcript = Transcript, noteType = new { type, template = "## Plan", includeJson } });
        var notified = (await bed.NotifiedAsync()).ShouldBeOfType<NoteGenerationSucceeded>();
        var payload = (await client.DataAsync($"{SullyClient.Notes}/{id}")).GetProperty("payload");

        payload.GetProperty("markdown").GetString().ShouldBe(notified.Markdown);
        payload.TryGetProperty("json", out var json).ShouldBe(includeJson);
        if (includeJson)
        {
            json.GetProperty("sections").GetArrayLength().ShouldBeInRange(5, 8);
        }
    }

    [Fact]
    public async Task A_failed_note_has_no_error_and_one_under_way_no_payload()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        var failing = await client.NoteAsync("emulate-failure");
        var failed = (await bed.NotifiedAsync()).ShouldBeOfType<NoteGenerationFailed>();

        (failed.Id, failed.Status, failed.Error).ShouldBe((failing, "failed", null));
        var told = await client.DataAsync($"{SullyClient.Notes}/{failing}");
        SullyClient.Members(told).ShouldBe(["id", "status", "timestamp"]);
        told.GetProperty("status").GetString().ShouldBe("STATUS_ERROR");

        await using var slow = await EmulatorBed.StartAsync(new SullyVendor(), scale: 1);
        var waiting = new SullyClient(slow);
        var running = await waiting.DataAsync($"{SullyClient.Notes}/{await waiting.NoteAsync("emulate-slow")}");
        SullyClient.Members(running).ShouldBe(["id", "status", "timestamp"]);
        running.GetProperty("status").GetString().ShouldBe("STATUS_PROCESSING");
        SullyClient.Members(running.GetProperty("timestamp")).ShouldBe(["start"]);
    }

    public static TheoryData<string> Wrong =>
    [
        "{}", "[]", "nonsense", """{"transcript":""}""", """{"transcript":5}""", """{"transcript":"a","language":"xx"}""", """{"transcript":"a","date":5}""",
        """{"transcript":"a","noteType":"soap"}""", """{"transcript":"a","noteType":{}}""", """{"transcript":"a","noteType":{"type":"essay"}}""",
        """{"transcript":"a","noteType":{"type":"note_style"}}""", """{"transcript":"a","noteType":{"type":"note_template","includeJson":"yes","template":{}}}""",
        """{"transcript":"a","patientInfo":"Ann"}""", """{"transcript":"a","patientInfo":{"name":5}}""", """{"transcript":"a","instructions":"short"}""",
        """{"transcript":"a","instructions":[5]}""", """{"transcript":"a","previousNote":{}}""", """{"transcript":"a","transcript":"b"}""",
    ];

    [Fact]
    public async Task What_is_no_request_for_a_note_is_400()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        List<string> bodies = [.. Wrong.Select(static row => row.Data), $$"""{"transcript":"a","medicationList":"{{string.Join(',', Enumerable.Repeat("m", 51))}}"}"""];
        foreach (var body in bodies)
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            using var answer = await client.Http.PostAsync(SullyClient.Notes, content);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
            var error = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
            (error.GetProperty("error").GetInt32(), error.GetProperty("message").GetString()!.Length > 0).ShouldBe((400, true), body);
        }
    }

    [Fact]
    public async Task What_was_deleted_is_not_there_and_its_end_is_notified_all_the_same()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        var id = await client.NoteAsync(Transcript);

        (await client.DeleteAsync($"{SullyClient.Notes}/{id}")).ShouldBe(HttpStatusCode.OK);

        _ = await client.GetAsync($"{SullyClient.Notes}/{id}", HttpStatusCode.NotFound);
        (await bed.NotifiedAsync()).Subject.ShouldBe(id);
        _ = await client.GetAsync($"{SullyClient.Notes}/{id}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_style_keeps_the_headings_of_its_sample()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        var made = await client.PostAsync("/v1/note-styles", new { sampleNote = "## Reason\nA patient's words\nPlan:\nrest", instructions = new[] { "short" } });
        var template = made.GetProperty("data").GetProperty("template").GetString()!;

        template.ShouldContain("## Reason");
        template.ShouldContain("Plan:");
        template.ShouldNotContain("A patient's words");
        _ = await client.PostAsync("/v1/note-styles", new { }, HttpStatusCode.BadRequest);
        _ = await client.PostAsync("/v1/note-styles", new { sampleNote = "a", instructions = "short" }, HttpStatusCode.BadRequest);
    }
}
