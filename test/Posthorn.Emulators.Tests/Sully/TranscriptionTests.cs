using System.Net;
using System.Text.RegularExpressions;
using Posthorn.Emulators.Sully;
using Posthorn.Emulators.Tests.Running;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Emulators.Tests.Sully;

public sealed partial class TranscriptionTests
{
    [Fact]
    public async Task One_of_the_first_version_is_done_when_its_text_is_there_and_is_notified()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        var made = await client.UploadAsync(SullyClient.First, "visit.wav", 1_000, HttpStatusCode.OK, ("language", "en"));
        SullyClient.Members(made).ShouldBe(["status", "data", "date"]);
        SullyClient.Members(made.GetProperty("data")).ShouldBe(["transcriptionId", "message", "status"]);
        (made.GetProperty("status").GetString(), made.GetProperty("data").GetProperty("status").GetString()).ShouldBe(("ok", "pending"));
        var id = made.GetProperty("data").GetProperty("transcriptionId").GetString()!;

        var notified = (await bed.NotifiedAsync()).ShouldBeOfType<AudioTranscriptionSucceeded>();
        var told = await client.DataAsync($"{SullyClient.First}/{id}");

        (notified.Id, notified.Status).ShouldBe((id, "completed"));
        SullyClient.Members(told).ShouldBe(["id", "payload", "timestamp"]);
        var text = told.GetProperty("payload").GetProperty("transcription").GetString()!;
        text.ShouldBe(notified.Transcription);
        text.Split('\n').Length.ShouldBeGreaterThan(30);
        text.Split('\n').ShouldAllBe(static line => line.StartsWith("Doctor: [synthetic]") || line.StartsWith("Patient: [synthetic]"));
        told.GetProperty("timestamp").GetProperty("complete").GetInt64().ShouldBeGreaterThan(told.GetProperty("timestamp").GetProperty("start").GetInt64());
    }

    [Fact]
    public async Task While_it_is_worked_on_there_is_no_text()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor(), scale: 1);
        var client = new SullyClient(bed);
        var (first, second) = (await client.TranscribedAsync("emulate-slow.wav"), await client.TranscribedAsync("emulate-slow.wav", SullyClient.Second));

        SullyClient.Members(await client.DataAsync($"{SullyClient.First}/{first}")).ShouldBe(["id", "timestamp"]);
        var data = await client.DataAsync($"{SullyClient.Second}/{second}");
        SullyClient.Members(data).ShouldBe(["id", "status", "created_at", "updated_at"]);
        data.GetProperty("status").GetString().ShouldBe("processing");
    }

    [Fact]
    public async Task One_of_the_second_version_is_told_word_for_word()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        var made = await client.UploadAsync(SullyClient.Second, "visit.wav", 1_000, HttpStatusCode.Created, ("multichannel", "true"), ("dictation", "false"));
        SullyClient.Members(made).ShouldBe(["data"]);
        SullyClient.Members(made.GetProperty("data")).ShouldBe(["id", "status", "created_at", "updated_at"]);
        made.GetProperty("data").GetProperty("status").GetString().ShouldBe("pending");
        var id = made.GetProperty("data").GetProperty("id").GetString()!;
        Id().IsMatch(id).ShouldBeTrue(id);

        var notified = (await bed.NotifiedAsync()).ShouldBeOfType<AudioTranscriptionSucceeded>();
        var told = await client.DataAsync($"{SullyClient.Second}/{id}");

        (notified.Id, told.GetProperty("status").GetString()).ShouldBe((id, "completed"));
        var channels = told.GetProperty("result").GetProperty("channels").EnumerateArray().ToList();
        channels.Count.ShouldBe(2);
        foreach (var channel in channels)
        {
            SullyClient.Members(channel).ShouldBe(["transcript", "confidence", "words"]);
            var words = channel.GetProperty("words").EnumerateArray().ToList();
            words.ShouldAllBe(static word => word.GetProperty("end").GetDouble() > word.GetProperty("start").GetDouble());
            words.Select(static word => word.GetProperty("speaker").GetInt32()).Distinct().Count().ShouldBe(1);
            SullyClient.Members(words[0]).ShouldBe(["word", "start", "end", "confidence", "speaker"]);
            string.Join(' ', words.Select(static word => word.GetProperty("word").GetString())).ShouldBe(channel.GetProperty("transcript").GetString());
        }
    }

    [Theory]
    [InlineData(SullyClient.First, 50)]
    [InlineData(SullyClient.Second, 100)]
    public async Task Audio_beyond_the_version_s_size_is_413_in_its_form(string root, int megabytes)
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        var most = megabytes * 1024 * 1024;

        _ = await client.UploadAsync(root, "long.wav", most, root == SullyClient.First ? HttpStatusCode.OK : HttpStatusCode.Created);
        var error = await client.UploadAsync(root, "longer.wav", most + 1, HttpStatusCode.RequestEntityTooLarge);

        SullyClient.Members(error).ShouldBe(root == SullyClient.First ? ["error", "message"] : ["error"]);
    }

    [Theory]
    [InlineData(SullyClient.First)]
    [InlineData(SullyClient.Second)]
    public async Task What_is_no_upload_is_400(string root)
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);

        _ = await client.PostAsync(root, new { audio = "bytes" }, HttpStatusCode.BadRequest);
        _ = await client.UploadAsync(root, "empty.wav", 0, HttpStatusCode.BadRequest);
        using var without = new MultipartFormDataContent { { new StringContent("en"), "language" } };
        using var answer = await client.Http.PostAsync(root, without);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var broken = new StringContent("--x\r\nContent-Disposition: form-data; name=\"audio\"\r\n\r\nno end");
        broken.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        using var half = await client.Http.PostAsync(root, broken);
        half.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bed.JournalAsync()).GetProperty("sent_in_all").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task A_switch_of_the_second_version_is_true_or_false()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());

        _ = await new SullyClient(bed).UploadAsync(SullyClient.Second, "visit.wav", 10, HttpStatusCode.UnprocessableEntity, ("multichannel", "yes"));
    }

    [Fact]
    public async Task A_failed_one_tells_its_error_to_both_versions()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        var id = await client.TranscribedAsync("emulate-failure.wav");
        var failed = (await bed.NotifiedAsync()).ShouldBeOfType<AudioTranscriptionFailed>();

        (failed.Id, failed.Status, failed.Error).ShouldBe((id, "failed", "unsupported audio format"));
        var first = await client.DataAsync($"{SullyClient.First}/{id}");
        (first.GetProperty("status").GetString(), first.GetProperty("error").GetString()).ShouldBe(("failed", failed.Error));
        var second = await client.DataAsync($"{SullyClient.Second}/{id}");
        (second.GetProperty("status").GetString(), second.GetProperty("result").GetProperty("error").GetString()).ShouldBe(("failed", failed.Error));
    }

    [Fact]
    public async Task What_was_deleted_is_not_there()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);
        var (first, second) = (await client.TranscribedAsync(), await client.TranscribedAsync(root: SullyClient.Second));

        (await client.DeleteAsync($"{SullyClient.First}/{first}")).ShouldBe(HttpStatusCode.OK);
        (await client.DeleteAsync($"{SullyClient.Second}/{second}")).ShouldBe(HttpStatusCode.NoContent);

        _ = await client.GetAsync($"{SullyClient.First}/{first}", HttpStatusCode.NotFound);
        _ = await client.GetAsync($"{SullyClient.Second}/{second}", HttpStatusCode.NotFound);
        (await client.DeleteAsync($"{SullyClient.First}/{first}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_token_for_the_stream_is_good_for_a_minute_to_a_week()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        var client = new SullyClient(bed);

        (await client.PostAsync($"{SullyClient.First}/stream/token", new { expiresIn = 60 })).GetProperty("token").GetString().ShouldNotBeNullOrEmpty();
        foreach (var wrong in (object[])[new { expiresIn = 59 }, new { expiresIn = 604_801 }, new { expiresIn = "60" }, new { }])
        {
            _ = await client.PostAsync($"{SullyClient.First}/stream/token", wrong, HttpStatusCode.BadRequest);
        }
    }

    [GeneratedRegex("^tr_[A-Za-z0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}
