using System.Net;
using System.Text;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver.Tests.Running;

namespace Posthorn.Receiver.Tests.Doors;

public sealed class SukiTests
{
    [Fact]
    public async Task SU_R1_A_signature_is_judged_before_the_body_is_read_as_JSON()
    {
        await using var receiver = await RunningReceiver.StartAsync();

        (await receiver.Suki.With("another-secret-of-a-stranger").StatusAsync("no json")).ShouldBe(401);
        (await receiver.Suki.StatusAsync("no json")).ShouldBe(400);
        (await receiver.Suki.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);
    }

    [Theory]
    [InlineData("generated-at")]
    [InlineData("X-API-Key")]
    public async Task SU_R3_A_missing_header_and_a_bad_signature_get_the_documented_401(string missing)
    {
        await using var receiver = await RunningReceiver.StartAsync();

        using var without = await receiver.Suki.PostAsync(Sender.Session("s_1"), change: request => request.Headers.Remove(missing));
        using var forged = await receiver.Suki.With("another-secret-of-a-stranger").PostAsync(Sender.Session("s_1"));

        foreach (var answer in new[] { without, forged })
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"code":401,"message":"invalid token"}""");
        }
    }

    [Fact]
    public async Task Answers_have_the_documented_shape()
    {
        await using var receiver = await RunningReceiver.StartAsync();

        using var bad = await receiver.Suki.PostAsync("[1,");
        using var large = await receiver.Suki.PostAsync(new string(' ', (1024 * 1024) + 1));
        using var good = await receiver.Suki.PostAsync(Sender.Session("s_1"));

        (await bad.Content.ReadAsStringAsync()).ShouldBe("""{"code":400,"message":"invalid request"}""");
        ((int)large.StatusCode).ShouldBe(413);
        (await large.Content.ReadAsStringAsync()).ShouldBe("""{"code":413,"message":"request too large"}""");
        (await good.Content.ReadAsStringAsync()).ShouldBe("""{"message":"Notification received"}""");
    }

    [Theory]
    [InlineData("""{"status":"skipped","session_id":"s_1"}""", typeof(SessionUnknown))]
    [InlineData("""{"session_id":"s_1"}""", typeof(SessionUnknown))]
    [InlineData("""{"status":"timeout","session_id":"s_1","encounter_id":"e_1"}""", typeof(SessionTimedOut))]
    [InlineData("""{"status":"cancelled","session_id":"s_1","encounter_id":"e_1"}""", typeof(SessionCancelled))]
    public async Task SU_R4_A_status_that_nobody_documents_is_accepted_and_reaches_a_handler(string body, Type expected)
    {
        var seen = new Recorder();
        await using var receiver = await RunningReceiver.StartAsync(one => one.Handle<SessionNotification>("all", seen.DoneAsync));

        (await receiver.Suki.StatusAsync(body)).ShouldBe(200);

        (await seen.NextAsync()).Notification.ShouldBeOfType(expected);
    }

    [Fact]
    public async Task SU_R5_Members_that_are_new_or_missing_are_no_reason_to_refuse()
    {
        var seen = new Recorder();
        await using var receiver = await RunningReceiver.StartAsync(one => one.Handle<SessionFailed>("failed", seen.DoneAsync));

        (await receiver.Suki.StatusAsync("""{"status":"failure","session_id":"s_1","new":{"a":[1]},"error_code":null}""")).ShouldBe(200);

        (await seen.NextAsync()).Notification.ShouldBeOfType<SessionFailed>().ErrorCode.ShouldBeNull();
    }

    [Fact]
    public async Task SU_R6_A_repetition_is_one_notification_although_its_time_and_signature_are_new()
    {
        var seen = new Recorder();
        await using var receiver = await RunningReceiver.StartAsync(one => one.Handle<SessionCompleted>("completed", seen.DoneAsync, static options => options.MaxConcurrency = 1));
        var now = TimeProvider.System.GetUtcNow();

        (await receiver.Suki.StatusAsync(Sender.Session("s_1"), now)).ShouldBe(200);
        (await receiver.Suki.StatusAsync(Sender.Session("s_1"), now.AddSeconds(2))).ShouldBe(200);
        (await receiver.Suki.StatusAsync(Sender.Session("s_2"), now)).ShouldBe(200);

        (await seen.NextAsync()).Notification.Subject.ShouldBe("s_1");
        (await seen.NextAsync()).Notification.Subject.ShouldBe("s_2");
        receiver.Counted("posthorn_notifications_duplicate_total").ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task SU_R2_SU_R8_What_independent_code_signed_is_accepted_and_one_flipped_bit_is_not()
    {
        const string Body = """{"status":"success","session_id":"a953839a-ddcd-407d-b9b0-3ed4b6be4be2","encounter_id":"4d753ce1-bbff-43e1-950a-82dea2d86873"}""";
        var signedAt = DateTimeOffset.FromUnixTimeMilliseconds(1765977748432);
        var clock = new ShiftedClock { Shift = signedAt - TimeProvider.System.GetUtcNow() };
        await using var receiver = await RunningReceiver.StartAsync(
            one => one.AddSource("suki", static source => source.Secrets.Add(new() { Value = "test-partner-secret" })), clock: clock);

        (await PostAsync(receiver, Encoding.UTF8.GetBytes(Body))).ShouldBe(200);

        var flipped = Encoding.UTF8.GetBytes(Body);
        flipped[20] ^= 1;
        (await PostAsync(receiver, flipped)).ShouldBe(401);
    }

    private static async Task<int> PostAsync(RunningReceiver receiver, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/suki", UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Headers.Add("generated-at", "1765977748432");
        request.Headers.Add("X-API-Key", "da8f81f78e556192b4ac5e31281f8de72dbec8ba251a72e03ff27dcf0d766d39");
        using var answer = await receiver.Http.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
