using System.Text.Json;
using Posthorn.Emulators.Scripting;
using Posthorn.Emulators.Suki;
using Posthorn.Emulators.Tests.Running;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;

namespace Posthorn.Emulators.Tests.Suki;

public sealed class OutcomeTests
{
    [Theory]
    [InlineData("success", typeof(SessionCompleted), "completed")]
    [InlineData("slow", typeof(SessionCompleted), "completed")]
    [InlineData("late", typeof(SessionCompleted), "completed")]
    [InlineData("failure", typeof(SessionFailed), "failed")]
    [InlineData("timeout", typeof(SessionTimedOut), "aborted")]
    [InlineData("cancellation", typeof(SessionCancelled), "aborted")]
    public async Task An_id_asks_for_an_end(string outcome, Type notification, string status)
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var encounter = $"visit-42-emulate-{outcome}";
        var id = await client.EndedAsync(encounter);
        var notified = await bed.NotifiedAsync();

        notified.ShouldBeOfType(notification);
        ((SessionNotification)notified).EncounterId.ShouldBe(encounter);
        notified.Subject.ShouldBe(id);
        (await client.StatusAsync(id)).ShouldBe(status);
    }

    [Fact]
    public async Task A_failure_has_five_members()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.EndedAsync("emulate-failure");
        var failed = (await bed.NotifiedAsync()).ShouldBeOfType<SessionFailed>();

        failed.Root.EnumerateObject().Select(static member => member.Name).ShouldBe(["status", "session_id", "encounter_id", "error_code", "error_detail"]);
        (failed.SessionId, failed.ErrorCode, failed.ErrorDetail).ShouldBe((id, "ERROR_CODE_TRANSCRIPTION", "Error in transcription"));
    }

    [Fact]
    public async Task What_was_skipped_is_seen_by_whoever_asks_alone()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        await client.UntilStatusAsync(await client.EndedAsync("emulate-skipped"), "skipped");

        var next = await client.EndedAsync("emulate-success");
        (await bed.NotifiedAsync()).Subject.ShouldBe(next);
    }

    [Fact]
    public async Task A_missing_notification_is_never_sent_and_the_results_are_there()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.EndedAsync("emulate-missing");
        await EmulatorBed.UntilAsync(async () => (await bed.JournalAsync()).GetProperty("sent_in_all").GetInt64(), static count => count == 1);

        (await client.StatusAsync(id)).ShouldBe("completed");
        (await client.GetAsync($"{SukiClient.Ambient}/{id}/content")).GetProperty("summary").GetArrayLength().ShouldBeGreaterThan(4);
        Sent(await bed.JournalAsync()).ShouldBe([(id, "missing", "withheld_by_scenario")]);
        bed.Partner.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_duplicate_has_the_same_body_and_a_signature_of_its_own()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.EndedAsync("emulate-duplicate");
        var (first, second) = (await bed.Partner.NextAsync(), await bed.Partner.NextAsync());

        first.Body.ToArray().ShouldBe(second.Body.ToArray());
        PartnerInbox.StatusOf(first, Profile.Suki, bed.Secret).ShouldBe(SignatureStatus.Valid);
        PartnerInbox.StatusOf(second, Profile.Suki, bed.Secret).ShouldBe(SignatureStatus.Valid);
        await EmulatorBed.UntilAsync(async () => Sent(await bed.JournalAsync()), static sent => sent.Count == 2);
        Sent(await bed.JournalAsync()).Distinct().ShouldBe([(id, "duplicate", "answered_204")]);
    }

    [Fact]
    public async Task A_bad_signature_is_of_nobody()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        await client.EndedAsync("emulate-bad-signature");
        var request = await bed.Partner.NextAsync();

        PartnerInbox.StatusOf(request, Profile.Suki, bed.Secret).ShouldBe(SignatureStatus.Mismatch);
        PartnerInbox.StatusOf(request, Profile.Suki, bed.OldSecret).ShouldBe(SignatureStatus.Mismatch);
        request.Headers["X-API-Key"].ToString().Length.ShouldBe(64);
    }

    [Fact]
    public async Task The_old_secret_signs_well_for_whoever_still_has_it()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        await client.EndedAsync("emulate-old-secret");
        var request = await bed.Partner.NextAsync();

        PartnerInbox.StatusOf(request, Profile.Suki, bed.Secret).ShouldBe(SignatureStatus.Mismatch);
        PartnerInbox.StatusOf(request, Profile.Suki, bed.OldSecret).ShouldBe(SignatureStatus.Valid);
    }

    [Fact]
    public async Task Out_of_order_arrives_after_the_one_that_follows_it()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), scale: 20);
        var client = await SukiClient.LogInAsync(bed);
        var first = await client.EndedAsync("emulate-out-of-order");
        await client.UntilStatusAsync(first, "completed");
        var second = await client.EndedAsync("emulate-success");

        (await bed.NotifiedAsync()).Subject.ShouldBe(second);
        (await bed.NotifiedAsync()).Subject.ShouldBe(first);
    }

    [Fact]
    public async Task A_late_notification_comes_long_after_the_state()
    {
        var plan = OutcomeNames.All["late"] with { Lateness = TimeSpan.FromMinutes(2) };
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), scale: 20, new() { Rules = [new(plan) { Number = 1 }] });
        var client = await SukiClient.LogInAsync(bed);
        var late = await client.EndedAsync("visit-1");
        await client.UntilStatusAsync(late, "completed");
        var next = await client.EndedAsync("emulate-success");

        (await bed.NotifiedAsync()).Subject.ShouldBe(next);
        (await bed.NotifiedAsync()).Subject.ShouldBe(late);
    }

    [Fact]
    public async Task A_note_that_is_made_anew_is_notified_anew_and_differs()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), scale: 50);
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.EndedAsync("emulate-regenerated");
        (await bed.NotifiedAsync()).ShouldBeOfType<SessionCompleted>();
        var before = await client.GetAsync($"{SukiClient.Ambient}/{id}/content");
        (await bed.NotifiedAsync()).ShouldBeOfType<SessionCompleted>().SessionId.ShouldBe(id);
        var after = await client.GetAsync($"{SukiClient.Ambient}/{id}/content");

        JsonElement.DeepEquals(before, after).ShouldBeFalse();
        after.ToString().ShouldContain("(Revision 2.)");
    }

    [Fact]
    public async Task A_session_that_nobody_goes_on_with_times_out_by_itself()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), scale: 10_000);
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.CreateAsync("visit-1");

        (await bed.NotifiedAsync()).ShouldBeOfType<SessionTimedOut>().SessionId.ShouldBe(id);
        (await client.StatusAsync(id)).ShouldBe("aborted");
    }

    [Fact]
    public async Task Suki_sends_once_whatever_it_is_answered()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        bed.Partner.Status = static _ => 500;
        var client = await SukiClient.LogInAsync(bed);
        var first = await client.EndedAsync("emulate-success");
        (await bed.NotifiedAsync()).Subject.ShouldBe(first);
        var second = await client.EndedAsync("emulate-success");
        (await bed.NotifiedAsync()).Subject.ShouldBe(second);

        bed.Partner.Count.ShouldBe(2);
    }

    private static IReadOnlyList<(string Session, string Fault, string Outcome)> Sent(JsonElement journal) =>
    [
        .. journal.GetProperty("sent").EnumerateArray().Select(static one =>
            (one.GetProperty("session").GetString()!, one.GetProperty("fault").GetString()!, one.GetProperty("outcome").GetString()!)),
    ];
}
