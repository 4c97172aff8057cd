using System.Net;
using System.Text;
using Posthorn.Delivery.Storage;
using Posthorn.Relay.Tests.Running;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Relay.Tests.Doors;

public sealed class DoorTests
{
    [Fact]
    public async Task Who_is_not_expected_is_told_so()
    {
        await using var relay = await RelayBed.StartAsync();

        (await relay.PostAsync("/in/nobody", [1])).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await relay.PostAsync("/in", [1])).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var get = await relay.ReadAsync("/in/suki");
        get.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData(1024, HttpStatusCode.OK)]
    [InlineData(1025, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_may_have_as_many_bytes_as_the_limit_and_not_one_more(int bytes, HttpStatusCode expected)
    {
        await using var relay = await RelayBed.StartAsync(static options => options with { BodyLimit = 1024 });

        using var answer = await relay.PostAsync("/in/suki", new byte[bytes]);

        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_limited_too()
    {
        await using var relay = await RelayBed.StartAsync(static options => options with { BodyLimit = 1024 });
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(relay.Url, "/in/suki")) { Content = new ByteArrayContent(new byte[2000]) };
        message.Headers.TransferEncodingChunked = true;

        using var answer = await relay.Http.SendAsync(message, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another-token-that-opens-nothing-here")]
    public async Task Without_the_token_nothing_is_read(string? token)
    {
        await using var relay = await RelayBed.StartAsync();
        await relay.PostNumbersAsync(1, 1);

        foreach (var path in (string[])["/v1/arrivals?source=suki", "/v1/arrivals/arr_00000000000000000000000000000000", "/v1/listen?source=suki&listener=me"])
        {
            using var answer = await relay.ReadAsync(path, token);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        }
    }

    [Fact]
    public async Task A_token_that_was_made_opens_its_own_source_alone()
    {
        await using var relay = await RelayBed.StartAsync(static options => options with { Token = null });
        var made = relay.Relay.Sources.MadeTokens;
        made.Keys.ShouldBe(["suki", "sully"]);

        (await relay.ReadAsync("/v1/arrivals?source=suki", made["suki"])).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await relay.ReadAsync("/v1/arrivals?source=sully", made["suki"])).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        await relay.Relay.DisposeAsync();
        await relay.StartAgainAsync(static options => options with { Token = null });
        relay.Relay.Sources.MadeTokens.ShouldBeEmpty();
        (await relay.ReadAsync("/v1/arrivals?source=suki", made["suki"])).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nothing_of_what_was_sent_lies_open_on_disk_or_in_the_log()
    {
        await using var relay = await RelayBed.StartAsync();
        using var answer = await relay.PostAsync("/in/suki/marker-path?marker=query", "marker-body"u8.ToArray(), ("X-Marker", "marker-header"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);

        foreach (var file in Directory.GetFiles(relay.Folder, "relay.db*").Where(static file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            Encoding.Latin1.GetString(bytes.ToArray()).ShouldNotContain("marker", Case.Insensitive);
            Encoding.Latin1.GetString(bytes.ToArray()).ShouldNotContain(RelayBed.Token);
        }

        await relay.Relay.DisposeAsync();
        relay.Log.ShouldNotContain("marker", Case.Insensitive);
        relay.Log.ShouldNotContain(RelayBed.Token);
    }

    [Fact]
    public async Task Another_master_key_is_refused_and_nothing_is_touched()
    {
        await using var relay = await RelayBed.StartAsync(static options => options with { MasterKey = Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(static one => (byte)one)]) });
        await relay.PostNumbersAsync(1, 1);
        await relay.Relay.DisposeAsync();

        var refused = await Should.ThrowAsync<StartRefusedException>(
            () => relay.StartAgainAsync(static options => options with { MasterKey = Convert.ToBase64String([.. Enumerable.Range(2, 32).Select(static one => (byte)one)]) }));

        refused.Code.ShouldBe("master_key_mismatch");
    }

    [Fact]
    public async Task What_cannot_be_stored_is_not_acknowledged()
    {
        await using var relay = await RelayBed.StartAsync();
        using (var other = SqliteConnection.Open(relay.Database, readOnly: false))
        {
            other.Execute("begin immediate");

            using var refused = await relay.PostAsync("/in/suki", [1]);
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Headers.RetryAfter.ShouldNotBeNull();
            (await relay.ReadAsync("/health/ready", token: null)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        using var taken = await relay.PostAsync("/in/suki", [1]);
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_was_changed_on_disk_is_not_handed_out_and_listeners_are_told()
    {
        await using var relay = await RelayBed.StartAsync();
        await using var target = await WatchedTarget.StartAsync();
        await relay.PostNumbersAsync(1, 3);
        await relay.Relay.DisposeAsync();
        using (var other = SqliteConnection.Open(relay.Database, readOnly: false))
        {
            // Another row's seal, whole and genuine: it belongs elsewhere.
            other.Execute("update arrivals set sealed = (select sealed from arrivals where sequence = 1) where sequence = 2");
        }

        await relay.StartAgainAsync();
        await using var listener = ListenerBed.Start(relay, target.Url);

        (await listener.Watch.UntilAsync("gone")).ShouldBe("gone 1 unreadable");
        await target.UntilAsync(2);
        target.Numbers.ShouldBe([1, 3]);
    }

    [Fact]
    public async Task It_says_that_it_is_well()
    {
        await using var relay = await RelayBed.StartAsync();

        (await relay.ReadAsync("/health/live", token: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await relay.ReadAsync("/health/ready", token: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
