using Posthorn.Emulators.Scripting;
using Posthorn.Emulators.Sully;
using Posthorn.Emulators.Tests.Running;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;

namespace Posthorn.Emulators.Tests.Sully;

public sealed class OutcomeTests
{
    [Theory]
    [InlineData("success", typeof(CodingSucceeded), null)]
    [InlineData("slow", typeof(CodingSucceeded), null)]
    [InlineData("late", typeof(CodingSucceeded), null)]
    [InlineData("failure", typeof(CodingFailed), "not enough clinical content")]
    [InlineData("timeout", typeof(CodingFailed), "processing timed out")]
    [InlineData("cancellation", typeof(CodingFailed), "processing was cancelled")]
    [InlineData("skipped", typeof(CodingFailed), "not enough clinical content")]
    public async Task A_text_asks_for_an_end(string outcome, Type notification, string? error)
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        var id = await client.CodingAsync($"A cough. emulate-{outcome}");
        var notified = await bed.NotifiedAsync();

        notified.ShouldBeOfType(notification);
        ((notified as CodingFailed)?.Error, notified.Subject).ShouldBe((error, id));
    }

    [Fact]
    public async Task A_scenario_gives_a_kind_its_end_and_its_error()
    {
        var rule = new Rule(new() { Ending = Ending.Failure, IsAsked = true, Detail = "the disk is full" }) { Kind = SessionKind.Transcription };
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor(), scenario: Scenario.Usual with { Rules = [rule] });
        var client = new SullyClient(bed);
        _ = await client.TranscribedAsync();
        (await bed.NotifiedAsync()).ShouldBeOfType<AudioTranscriptionFailed>().Error.ShouldBe("the disk is full");

        _ = await client.NoteAsync("a note");
        (await bed.NotifiedAsync()).ShouldBeOfType<NoteGenerationSucceeded>();
    }

    [Fact]
    public async Task A_missing_notification_is_never_sent_and_the_result_is_there()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        var id = await client.NoteAsync("emulate-missing");
        await EmulatorBed.UntilAsync(async () => (await bed.JournalAsync()).GetProperty("sent_in_all").GetInt64(), static count => count == 1);

        (await client.DataAsync($"{SullyClient.Notes}/{id}")).GetProperty("status").GetString().ShouldBe("STATUS_DONE");
        bed.Partner.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_duplicate_has_the_same_body()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        _ = await new SullyClient(bed).NoteAsync("emulate-duplicate");
        var (first, second) = (await bed.Partner.NextAsync(), await bed.Partner.NextAsync());

        first.Body.ToArray().ShouldBe(second.Body.ToArray());
        PartnerInbox.StatusOf(second, Profile.Sully, bed.Secret).ShouldBe(SignatureStatus.Valid);
    }

    [Theory]
    [InlineData("bad-signature", SignatureStatus.Mismatch, SignatureStatus.Mismatch)]
    [InlineData("old-secret", SignatureStatus.Mismatch, SignatureStatus.Valid)]
    public async Task A_wrong_signature_is_wrong_for_its_reason(string outcome, SignatureStatus withSecret, SignatureStatus withOldSecret)
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        _ = await new SullyClient(bed).NoteAsync($"emulate-{outcome}");
        var request = await bed.Partner.NextAsync();

        PartnerInbox.StatusOf(request, Profile.Sully, bed.Secret).ShouldBe(withSecret);
        PartnerInbox.StatusOf(request, Profile.Sully, bed.OldSecret).ShouldBe(withOldSecret);
    }

    [Theory]
    [InlineData("late")]
    [InlineData("out-of-order")]
    public async Task One_that_comes_later_comes_after_the_next(string outcome)
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor(), scale: 20);
        var client = new SullyClient(bed);
        var first = await client.NoteAsync($"emulate-{outcome}");
        await EmulatorBed.UntilAsync(
            async () => (await client.DataAsync($"{SullyClient.Notes}/{first}")).GetProperty("status").GetString(), static status => status == "STATUS_DONE");
        var second = await client.NoteAsync("a note");

        (await bed.NotifiedAsync()).Subject.ShouldBe(second);
        (await bed.NotifiedAsync()).Subject.ShouldBe(first);
    }

    [Fact]
    public async Task A_note_that_is_made_anew_is_notified_anew_and_differs()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor(), scale: 50);
        var id = await new SullyClient(bed).NoteAsync("emulate-regenerated");
        var (before, after) = ((NoteGenerationSucceeded)await bed.NotifiedAsync(), (NoteGenerationSucceeded)await bed.NotifiedAsync());

        (before.Id, after.Id).ShouldBe((id, id));
        after.Markdown.ShouldBe(before.Markdown + "\n\n[synthetic] Revision 1.");
        after.CompletedAt.ShouldNotBeNull().ShouldBeGreaterThan(before.CompletedAt!.Value);
    }

    [Fact]
    public async Task The_same_seed_is_the_same_run()
    {
        var (first, second, other) = (await RunAsync(7), await RunAsync(7), await RunAsync(8));

        second.ShouldBe(first);
        other.ShouldNotBe(first);
    }

    [Fact]
    public async Task What_was_under_way_at_the_end_of_a_run_goes_on_when_it_is_asked_for()
    {
        var folder = Directory.CreateTempSubdirectory("posthorn-sully-").FullName;
        var storage = $"sqlite:{Path.Combine(folder, "emulator.db")}";
        string id, later;
        await using (var before = await EmulatorBed.StartAsync(new SullyVendor(), scale: 1, change: options => options with { Storage = storage }))
        {
            id = await new SullyClient(before).CodingAsync("a cough, emulate-slow");
        }

        await using (var after = await EmulatorBed.StartAsync(new SullyVendor(), change: options => options with { Storage = storage }))
        {
            var client = new SullyClient(after);
            (await client.DataAsync($"{SullyClient.Codings}/{id}")).GetProperty("status").GetString().ShouldBe("processing");
            (await after.NotifiedAsync()).ShouldBeOfType<CodingSucceeded>().Id.ShouldBe(id);
            later = await client.CodingAsync("a cough");
        }

        later.ShouldNotBe(id);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_journal_has_ids_and_no_content()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var id = await new SullyClient(bed).CodingAsync("a canary coughs");
        _ = await bed.NotifiedAsync();
        var journal = (await bed.JournalAsync()).GetRawText();

        journal.ShouldContain(id);
        journal.ShouldNotContain("canary");
        journal.ShouldNotContain("any key");
    }

    private static async Task<string> RunAsync(int seed)
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor(), change: options => options with { Seed = seed });
        var client = new SullyClient(bed);
        List<string> run = [bed.Secret];
        foreach (var (root, id) in ((string, string)[])
            [(SullyClient.Second, await client.TranscribedAsync()), (SullyClient.Notes, await client.NoteAsync("a note")), (SullyClient.Codings, await client.CodingAsync("x"))])
        {
            var done = await EmulatorBed.UntilAsync(() => client.DataAsync($"{root}/{id}"), static one => one.TryGetProperty("result", out _) || one.TryGetProperty("payload", out _));
            run.Add(id);
            run.Add(done.GetProperty(root == SullyClient.Notes ? "payload" : "result").GetRawText());
        }

        return string.Join('\n', run);
    }
}
