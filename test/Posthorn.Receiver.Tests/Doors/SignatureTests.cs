using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Posthorn.Receiver.Tests.Running;

namespace Posthorn.Receiver.Tests.Doors;

public sealed class SignatureTests
{
    private const string Signature = "webhook-signature";
    private const string Body = """{"type":"report.ready","timestamp":"2026-11-21T10:00:00Z","data":{"id":"r_1"}}""";

    [Fact]
    public async Task B_S1_A_header_that_is_missing_empty_or_there_twice_is_refused()
    {
        await using var receiver = await RunningReceiver.StartAsync();

        (await Post(receiver, _ => null)).ShouldBe(401);
        (await Post(receiver, _ => "")).ShouldBe(401);
        (await receiver.Standard.StatusAsync(Body, change: static request => request.Headers.TryAddWithoutValidation("webhook-timestamp", "1"))).ShouldBe(401);
        (await Post(receiver, static right => right)).ShouldBe(200);
    }

    [Fact]
    public async Task B_S2_A_G5_Half_a_signature_and_more_than_one_are_no_signature()
    {
        await using var receiver = await RunningReceiver.StartAsync();

        foreach (var wrong in new Func<string, string>[] { _ => "v1,", _ => "v1,AA==", _ => "v1", _ => ",", static right => right[..^1], static right => right + "A" })
        {
            (await Post(receiver, wrong)).ShouldBe(401);
        }
    }

    [Fact]
    public async Task B_S3_Hundreds_of_signatures_are_refused_and_cost_no_more_than_a_few()
    {
        await using var receiver = await RunningReceiver.StartAsync();

        (await Post(receiver, static right => string.Join(' ', Enumerable.Repeat("v1,AAAA", 400)) + " " + right)).ShouldBe(401);
    }

    [Fact]
    public async Task B_S4_A_G6_The_request_does_not_choose_the_scheme()
    {
        await using var receiver = await RunningReceiver.StartAsync();

        foreach (var name in new[] { "v0", "v1a", "none", "V1", "v1 " })
        {
            (await Post(receiver, right => name + right[2..])).ShouldBe(401, name);
        }
    }

    [Fact]
    public async Task B_S5_Parts_that_come_twice_or_not_at_all_are_refused()
    {
        await using var receiver = await RunningReceiver.StartAsync();

        foreach (var change in new Func<string, string>[] { static right => right + ",t=2", static right => right[(right.IndexOf(',', StringComparison.Ordinal) + 1)..] })
        {
            (await receiver.Sully.StatusAsync(Sender.Note("n_1"), change: request => Change(request, "x-sully-signature", change))).ShouldBe(403);
        }
    }

    [Fact]
    public async Task B_S6_A_time_in_the_wrong_unit_is_told_to_the_developer_and_hex_may_be_in_capitals()
    {
        await using var receiver = await RunningReceiver.StartAsync();

        (await receiver.Suki.StatusAsync(Sender.Session("s_1"), change: static request => Change(request, "generated-at", static right => right[..^3]))).ShouldBe(401);
        receiver.Logs.Of(EventIds.SignatureRefused)[^1].ShouldContain("counts seconds where this scheme counts milliseconds");

        (await receiver.Suki.StatusAsync(Sender.Session("s_1"), change: static request => Change(request, "X-API-Key", static right => right.ToUpperInvariant()))).ShouldBe(200);
    }

    [Fact]
    public async Task F_R14_A_clock_that_is_six_minutes_wrong_is_told_with_the_distance()
    {
        await using var receiver = await RunningReceiver.StartAsync(clock: new ShiftedClock { Shift = TimeSpan.FromMinutes(6) });

        (await receiver.Standard.StatusAsync(Body)).ShouldBe(401);

        var line = receiver.Logs.Of(EventIds.SignatureRefused).ShouldHaveSingleItem();
        line.ShouldContain("timestamp_out_of_tolerance");
        line.ShouldContain("-00:0");
    }

    [Fact]
    public async Task B_S8_Any_other_bytes_than_those_that_were_signed_are_refused()
    {
        await using var receiver = await RunningReceiver.StartAsync();
        var (right, pretty) = (Encoding.UTF8.GetBytes(Body), Encoding.UTF8.GetBytes(Body.Replace(":", ": ", StringComparison.Ordinal)));

        foreach (var other in new[] { pretty, [.. Encoding.UTF8.Preamble, .. right], [.. right, (byte)'\n'], Encoding.Unicode.GetBytes(Body) })
        {
            (await receiver.Standard.StatusAsync(Body, change: request => request.Content = new ByteArrayContent(other))).ShouldBe(401);
        }
    }

    [Fact]
    public async Task B_S9_A_signature_in_another_spelling_is_refused()
    {
        await using var receiver = await RunningReceiver.StartAsync();

        // 32 bytes leave two bits of the last digit unused: the next digit decodes to the same bytes.
        (await Post(receiver, static right => right[..^2] + (char)(right[^2] + 1) + "=")).ShouldBe(401);
    }

    [Fact]
    public async Task B_S10_An_id_that_would_move_the_bounds_of_what_is_signed_is_refused()
    {
        await using var receiver = await RunningReceiver.StartAsync();

        (await receiver.Standard.StatusAsync(Body, change: static request => Change(request, "webhook-id", static _ => "a.1"))).ShouldBe(401);
    }

    [Fact]
    public async Task B_S11_Headers_of_another_family_are_not_looked_at()
    {
        await using var receiver = await RunningReceiver.StartAsync();

        (await receiver.Standard.StatusAsync(Body, change: static request => request.Headers.TryAddWithoutValidation("svix-id", "other"))).ShouldBe(200);
        using var renamed = new HttpRequestMessage(HttpMethod.Post, new Uri("/standard", UriKind.Relative)) { Content = new StringContent(Body) };
        renamed.Headers.TryAddWithoutValidation("svix-signature", "v1,AAAA");
        using var answer = await receiver.Http.SendAsync(renamed);
        ((int)answer.StatusCode).ShouldBe(401);
    }

    [Fact]
    public async Task B_S12_A_body_that_is_not_UTF_8_is_verified_as_bytes_and_then_refused_as_JSON()
    {
        await using var receiver = await RunningReceiver.StartAsync();

        using var answer = await receiver.Standard.PostAsync([.. "{\"type\":\""u8, 0xC3, 0x28, .. "\"}"u8]);

        ((int)answer.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task B_S13_A_body_that_was_read_before_is_a_fault_of_the_program_and_says_so()
    {
        await using var receiver = await RunningReceiver.StartAsync(before: static app => app.Use(async (context, next) =>
        {
            using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
            _ = await reader.ReadToEndAsync();
            await next();
        }));

        (await receiver.Standard.StatusAsync(Body)).ShouldBe(500);
        receiver.Logs.Of(EventIds.BodyAlreadyRead).ShouldHaveSingleItem().ShouldContain("has read its body");
    }

    [Fact]
    public async Task B_S13_A_body_that_was_read_and_kept_by_the_framework_is_received()
    {
        await using var receiver = await RunningReceiver.StartAsync(before: static app => app.Use(async (context, next) =>
        {
            context.Request.EnableBuffering();
            using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
            _ = await reader.ReadToEndAsync();
            await next();
        }));

        (await receiver.Standard.StatusAsync(Body)).ShouldBe(200);
    }

    [Fact]
    public async Task A_G1_A_replay_within_the_tolerance_changes_nothing()
    {
        var seen = new Recorder();
        await using var receiver = await RunningReceiver.StartAsync(
            one => one.Handle<Protocol.Notifications.StandardNotification>("all", seen.DoneAsync, static options => options.MaxConcurrency = 1));
        var at = TimeProvider.System.GetUtcNow();

        for (var i = 0; i < 5; i++)
        {
            (await receiver.Standard.StatusAsync(Body, at)).ShouldBe(200);
        }

        (await receiver.Standard.StatusAsync(Body, at, "msg_last")).ShouldBe(200);
        var (first, last) = (await seen.NextAsync(), await seen.NextAsync());
        first.Context.EventId.ShouldNotBe(last.Context.EventId);
        seen.Subjects.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_G3_What_was_signed_for_another_source_is_refused()
    {
        await using var receiver = await RunningReceiver.StartAsync();

        (await receiver.Suki.With(Sender.Sully).StatusAsync(Sender.Session("s_1"))).ShouldBe(401);
        (await receiver.Sully.With(Sender.Suki).StatusAsync(Sender.Note("n_1"))).ShouldBe(403);
    }

    [Fact]
    public async Task Nothing_of_a_request_is_in_the_log_or_in_a_refusal()
    {
        await using var receiver = await RunningReceiver.StartAsync(
            static one => one.Handle<Protocol.Notifications.Notification>("fails", static (_, context) => throw new InvalidOperationException("about canary-subject")));

        using var refused = await receiver.Suki.With("canary-secret-of-a-stranger").PostAsync(Sender.Session("canary-subject"));
        using var bad = await receiver.Suki.PostAsync("canary-body");
        (await receiver.Suki.StatusAsync(Sender.Session("canary-subject"))).ShouldBe(200);
        using var health = await receiver.Http.GetAsync(new Uri("/health", UriKind.Relative));

        (await refused.Content.ReadAsStringAsync() + await bad.Content.ReadAsStringAsync()).ShouldNotContain("canary");
        receiver.Logs.All.ShouldNotContain("canary");
    }

    private static Task<int> Post(RunningReceiver receiver, Func<string, string?> change) =>
        receiver.Standard.StatusAsync(Body, change: request => Change(request, Signature, change));

    private static void Change(HttpRequestMessage request, string header, Func<string, string?> change)
    {
        var right = request.Headers.GetValues(header).Single();
        request.Headers.Remove(header).ShouldBeTrue();
        if (change(right) is { } other)
        {
            _ = request.Headers.TryAddWithoutValidation(header, other);
        }
    }
}
