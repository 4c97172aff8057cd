using System.Net;
using System.Net.WebSockets;
using Posthorn.Emulators.Suki;
using Posthorn.Emulators.Tests.Running;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Emulators.Tests.Suki;

public sealed class StreamTests(SukiFixture suki) : IClassFixture<SukiFixture>
{
    /// <summary>At this pace 25 seconds of silence are five, which is long for a frame to come even on a busy machine.</summary>
    private const double Scale = 5;

    private const int Minute = 384_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_minute_of_audio_becomes_a_note(bool likeBrowser)
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), Scale);
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.CreateAsync("visit-1");
        using var stream = await client.StreamAsync(id, likeBrowser);
        stream.Protocol.ShouldBe(likeBrowser ? "SukiAmbientAuth" : null);
        await stream.StartAsync("2026-11-21T09:00:00.5Z");
        await stream.SoundAsync(Minute);
        (await client.StatusAsync(id)).ShouldBe("ready");
        await stream.EndOfFileAsync();
        (await stream.ClosedAsync()).ShouldBe((WebSocketCloseStatus.NormalClosure, "end of stream"));
        await client.EndAsync(id);

        (await bed.NotifiedAsync()).ShouldBeOfType<SessionCompleted>().SessionId.ShouldBe(id);
        (await client.StatusAsync(id)).ShouldBe("completed");
        var first = (await client.GetAsync($"{SukiClient.Ambient}/{id}/transcript")).GetProperty("final_transcript")[0];
        first.GetProperty("start_time").GetString()!.ShouldStartWith("2026-11-21T09:00:0");
    }

    [Fact]
    public async Task Less_than_a_minute_is_skipped_and_nobody_is_notified()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), Scale);
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.CreateAsync("visit-1");
        using (var stream = await client.StreamAsync(id))
        {
            await stream.SoundAsync(Minute - 2);
            await stream.EndOfFileAsync();
            await stream.ClosedAsync();
        }

        await client.EndAsync(id);
        await client.UntilStatusAsync(id, "skipped");

        (await client.ErrorAsync(HttpMethod.Get, $"{SukiClient.Ambient}/{id}/content")).Code.ShouldBe(404);
        bed.Partner.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Audio_of_several_streams_counts_together()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), Scale);
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.CreateAsync("visit-1");
        foreach (var part in (int[])[Minute / 2, Minute / 2])
        {
            using var stream = await client.StreamAsync(id);
            await stream.SoundAsync(part);
            await stream.CloseAsync();
        }

        await client.EndAsync(id);

        (await bed.NotifiedAsync()).ShouldBeOfType<SessionCompleted>();
    }

    [Theory]
    [InlineData("end_of_stream")]
    [InlineData("\"end_of_stream\"")]
    [InlineData("""{"type":"end_of_stream"}""")]
    public async Task The_frames_of_older_samples_are_understood(string end)
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), Scale);
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.CreateAsync("visit-1");
        using var stream = await client.StreamAsync(id);
        await stream.BinaryAsync(new byte[Minute]);
        await stream.SayAsync(end);
        (await stream.ClosedAsync()).Why.ShouldBe("end of stream");
        await client.EndAsync(id);

        (await bed.NotifiedAsync()).ShouldBeOfType<SessionCompleted>();
    }

    [Fact]
    public async Task Silence_ends_the_stream_and_not_the_session()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), scale: 50);
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.CreateAsync("visit-1");
        using var stream = await client.StreamAsync(id);

        (await stream.ClosedAsync()).ShouldBe((WebSocketCloseStatus.PolicyViolation, "no audio for 25 seconds"));
        (await client.StatusAsync(id)).ShouldBe("ready");
    }

    [Fact]
    public async Task Keeping_alive_is_no_audio_unless_it_is_paused()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), scale: 50);
        var client = await SukiClient.LogInAsync(bed);
        using var stream = await client.StreamAsync(await client.CreateAsync("visit-1"));
        var closed = stream.ClosedAsync();
        while (!closed.IsCompleted)
        {
            await SayUntilClosedAsync(() => stream.EventAsync("KEEP_ALIVE"));
        }

        (await closed).Why.ShouldBe("no audio for 25 seconds");
    }

    [Fact]
    public async Task After_a_pause_it_goes_on()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), Scale);
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.CreateAsync("visit-1");
        using var stream = await client.StreamAsync(id);
        await stream.SoundAsync(Minute / 2);
        await stream.EventAsync("PAUSE");
        await stream.EventAsync("KEEP_ALIVE");
        await stream.EventAsync("RESUME");
        await stream.SoundAsync(Minute / 2);
        await stream.EndOfFileAsync();
        await stream.ClosedAsync();
        await client.EndAsync(id);

        (await bed.NotifiedAsync()).ShouldBeOfType<SessionCompleted>();
    }

    [Fact]
    public async Task Cancelling_ends_the_session_without_a_note()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), Scale);
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.CreateAsync("visit-1");
        using var stream = await client.StreamAsync(id);
        await stream.SoundAsync(Minute);
        await stream.EventAsync("CANCEL");

        (await stream.ClosedAsync()).ShouldBe((WebSocketCloseStatus.NormalClosure, "cancelled"));
        (await bed.NotifiedAsync()).ShouldBeOfType<SessionCancelled>().SessionId.ShouldBe(id);
        (await client.StatusAsync(id)).ShouldBe("aborted");
        (await client.EndAsync(id)).ShouldBe(HttpStatusCode.Conflict);
        (await client.ErrorAsync(HttpMethod.Get, $"{SukiClient.Ambient}/{id}/content")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Aborting_makes_a_note_and_the_session_can_be_gone_on_with()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), Scale);
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.CreateAsync("visit-1");
        using (var stream = await client.StreamAsync(id))
        {
            await stream.SoundAsync(Minute);
            await stream.EventAsync("ABORT");
            (await stream.ClosedAsync()).Why.ShouldBe("aborted");
        }

        (await bed.NotifiedAsync()).ShouldBeOfType<SessionCompleted>().SessionId.ShouldBe(id);
        using (var again = await client.StreamAsync(id))
        {
            await again.SoundAsync(Minute);
            await again.EndOfFileAsync();
            await again.ClosedAsync();
        }

        (await client.EndAsync(id)).ShouldBe(HttpStatusCode.OK);
        (await bed.NotifiedAsync()).ShouldBeOfType<SessionCompleted>().SessionId.ShouldBe(id);
        (await client.EndAsync(id)).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Ending_the_session_ends_its_stream_and_what_came_counts()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), Scale);
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.CreateAsync("visit-1");
        using var stream = await client.StreamAsync(id);
        await stream.SoundAsync(Minute);
        await EmulatorBed.UntilAsync(() => client.EndAsync(id), static status => status == HttpStatusCode.OK);

        (await stream.ClosedAsync()).Why.ShouldBe("the session was ended");
    }

    [Theory]
    [InlineData("no json", "a text frame is JSON")]
    [InlineData("[]", "a frame is a JSON object")]
    [InlineData("""{"type":"VIDEO","data":""}""", "type is START_TIME, AUDIO or EVENT")]
    [InlineData("""{"type":"AUDIO","data":"*"}""", "AUDIO has data in base64")]
    [InlineData("""{"type":"AUDIO"}""", "AUDIO has data in base64")]
    [InlineData("""{"type":"START_TIME","data":"MTI="}""", "START_TIME has data, the base64 of a time of RFC 3339")]
    [InlineData("""{"type":"EVENT","event":"DANCE"}""", "event is PAUSE, RESUME, CANCEL, ABORT or KEEP_ALIVE")]
    public async Task A_frame_that_is_none_ends_the_stream(string frame, string why)
    {
        var client = suki.Client;
        using var stream = await client.StreamAsync(await client.CreateAsync("visit-1"));
        await stream.SayAsync(frame);

        (await stream.ClosedAsync()).ShouldBe((WebSocketCloseStatus.InvalidPayloadData, why));
    }

    [Fact]
    public async Task A_stream_wants_a_token_and_a_session_that_is_open()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.EndedAsync("emulate-success");
        await bed.NotifiedAsync();

        (await RefusedAsync(() => client.StreamAsync("0b6f6c3e-0000-4000-8000-000000000001"))).ShouldContain("404");
        (await RefusedAsync(() => client.StreamAsync(id))).ShouldContain("409");
        (await RefusedAsync(() => new SukiClient(bed).StreamAsync(id))).ShouldContain("401");
        (await client.ErrorAsync(HttpMethod.Get, "/ws/stream")).Code.ShouldBe(400);
    }

    [Fact]
    public async Task A_session_has_one_stream_at_a_time()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), Scale);
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.CreateAsync("visit-1");
        using var first = await client.StreamAsync(id);
        using var second = await client.StreamAsync(id);

        (await second.ClosedAsync()).ShouldBe((WebSocketCloseStatus.PolicyViolation, "the session is being streamed to already"));
    }

    private static async Task SayUntilClosedAsync(Func<Task> say)
    {
        try
        {
            await say();
        }
        catch (Exception exception) when (exception is WebSocketException or InvalidOperationException)
        {
            // The other end was quicker.
        }
    }

    private static async Task<string> RefusedAsync(Func<Task> connect) => (await connect.ShouldThrowAsync<WebSocketException>()).Message;
}
