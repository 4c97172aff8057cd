using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Events;

public sealed class BadRequestTests(RunningServer server) : IAsyncLifetime
{
    private const string Good = """{"type":"a","data":{}}""";
    private const int PayloadLimit = 1024 * 1024;

    private string _path = string.Empty;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _path = $"/v1/partners/{(await server.NewPartnerAsync()).Id}/events";
        _http = server.Http(RunningServer.OperatorKey);
    }

    [Fact]
    public async Task B_P7_data_of_the_limit_is_taken_and_one_byte_more_is_not()
    {
        using var taken = await PostAsync(Call.Json($$$"""{"type":"a","data":{{{DataOf(PayloadLimit)}}}}"""));
        using var refused = await PostAsync(Call.Json($$$"""{"type":"a","data":{{{DataOf(PayloadLimit + 1)}}}}"""));

        taken.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await refused.RefusalAsync()).ShouldBe("413 payload_too_large");
    }

    [Fact]
    public async Task B_P7_a_body_that_announces_too_much_is_refused_before_it_comes()
    {
        using var raw = await RawConnection.OpenAsync(server.Url);

        await raw.SendAsync(Head("Content-Length: 1500000", "Expect: 100-continue"));
        var answer = await raw.AnswerAsync();

        answer.ShouldNotBeNull().Status.ShouldBe(413);
        answer.Value.Body.ShouldContain("payload_too_large");
    }

    [Fact]
    public async Task B_P7_a_chunked_body_is_cut_off_at_the_limit()
    {
        using var raw = await RawConnection.OpenAsync(server.Url);
        await raw.SendAsync(Head("Transfer-Encoding: chunked"));
        var chunk = Encoding.Latin1.GetBytes("10000\r\n" + new string(' ', 0x10000) + "\r\n");

        // The end of the body never comes.
        for (var sent = 0; sent <= PayloadLimit + (64 * 1024); sent += 0x10000)
        {
            await raw.SendAsync(chunk);
        }

        (await raw.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(413);
    }

    [Fact]
    public async Task A_caller_that_asks_first_is_told_to_go_on()
    {
        using var raw = await RawConnection.OpenAsync(server.Url);

        await raw.SendAsync(Head("Expect: 100-continue", $"Content-Length: {Good.Length}"));
        (await raw.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(100);
        await raw.SendAsync(Good);

        (await raw.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(202);
    }

    [Fact]
    public async Task A_body_that_comes_in_pieces_is_put_together()
    {
        using var raw = await RawConnection.OpenAsync(server.Url);
        var body = $$$"""{"type":"a","data":{{{DataOf(200_000)}}}}""";

        await raw.SendAsync(Head($"Content-Length: {body.Length}"));
        foreach (var piece in body.Chunk(7001))
        {
            await raw.SendAsync(new string(piece));
        }

        (await raw.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(202);
    }

    [Fact]
    public async Task A_chunked_body_is_read_like_any_other()
    {
        using var raw = await RawConnection.OpenAsync(server.Url);

        await raw.SendAsync(Head("Transfer-Encoding: chunked") + "5\r\n{\"typ\r\n");
        await raw.SendAsync("11\r\ne\":\"a\",\"data\":{}}\r\n0\r\n\r\n");

        (await raw.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(202);
    }

    [Fact]
    public async Task B_P8_a_body_shorter_than_it_says_stores_nothing_and_ends_the_connection()
    {
        using var raw = await RawConnection.OpenAsync(server.Url);

        await raw.SendAsync(Head("Content-Length: 1000") + Good);
        raw.EndSending();
        await raw.EndAsync();

        (await server.Operator.GetFeedAsync(_path.Split('/')[3], null, null, CancellationToken.None)).Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task B_P8_what_follows_a_body_longer_than_it_says_is_not_taken_for_a_request()
    {
        using var raw = await RawConnection.OpenAsync(server.Url);

        await raw.SendAsync(Head($"Content-Length: {Good.Length}") + Good + "surplus that no request begins with\r\n\r\n");

        (await raw.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(202);
        (await raw.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(400);
        await raw.EndAsync();
    }

    [Theory]
    [InlineData("Content-Length: 22", "Transfer-Encoding: chunked")]
    [InlineData("Content-Length: 22", "Content-Length: 23")]
    [InlineData("Transfer-Encoding: chunked, gzip", "X-Other: 1")]
    public async Task A_H13_a_request_that_frames_its_body_in_two_ways_is_refused(string one, string other)
    {
        using var raw = await RawConnection.OpenAsync(server.Url);

        await raw.SendAsync(Head(one, other) + Good);

        // A stricter reading of both is a chunked one, after which the connection is closed; what must not be is a second request.
        var answer = await raw.AnswerAsync();
        if (answer is not null)
        {
            answer.Value.Status.ShouldBe(400);
            await raw.EndAsync();
        }
    }

    [Fact]
    public async Task A_H13_a_bare_line_feed_in_a_chunks_extension_does_not_hide_a_request()
    {
        using var raw = await RawConnection.OpenAsync(server.Url);

        await raw.SendAsync(Head("Transfer-Encoding: chunked") + "2;\nxx\r\n4c\r\n0\r\n\r\nGET /v1/partners HTTP/1.1\r\nHost: a\r\n\r\n0\r\n\r\n");

        (await raw.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(400);
        await raw.EndAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=latin1")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/vnd.posthorn+json")]
    [InlineData("text/json")]
    public async Task B_P9_a_body_of_another_media_type_is_not_guessed_at(string? mediaType)
    {
        using var answer = await PostAsync(Call.Json(Good, mediaType));

        (await answer.RefusalAsync()).ShouldBe("415 unsupported_media_type");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("Application/JSON")]
    public async Task JSON_in_UTF_8_is_taken_however_it_is_spelled(string mediaType)
    {
        using var answer = await PostAsync(Call.Json(Good, mediaType));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task B_P10_a_compressed_body_is_not_inflated(string encoding)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[10 * 1024 * 1024]);
        }

        var content = Call.Json(packed.ToArray());
        content.Headers.ContentEncoding.Add(encoding);
        using var answer = await PostAsync(content);

        (await answer.RefusalAsync()).ShouldBe("415 unsupported_media_type");
    }

    [Fact]
    public async Task B_P12_an_unknown_partner_is_not_found()
    {
        using var answer = await _http.PostAsync(new Uri("/v1/partners/ptn_nobody/events", UriKind.Relative), Call.Json(Good));

        (await answer.RefusalAsync()).ShouldBe("404 not_found");
    }

    [Theory]
    [InlineData("X-Many", 101, 1, 431)]
    [InlineData("X-Long", 1, 33_000, 431)]
    public async Task B_P20_too_many_or_too_long_headers_are_refused(string name, int count, int length, int status)
    {
        using var raw = await RawConnection.OpenAsync(server.Url);
        var headers = Enumerable.Range(0, count).Select(n => $"{name}-{n.ToString(CultureInfo.InvariantCulture)}: {new string('x', length)}");

        await raw.SendAsync(Head([.. headers]));

        (await raw.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(status);
        await raw.EndAsync();
    }

    [Fact]
    public async Task B_P20_a_path_that_is_too_long_is_refused()
    {
        using var raw = await RawConnection.OpenAsync(server.Url);

        await raw.SendAsync($"GET /{new string('x', 9000)} HTTP/1.1\r\nHost: a\r\n\r\n");

        (await raw.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(414);
    }

    [Fact]
    public async Task A_connection_outlives_every_refusal()
    {
        using var raw = await RawConnection.OpenAsync(server.Url);
        var big = $$$"""{"type":"a","data":{{{DataOf(PayloadLimit + 1)}}}}""";
        (string Request, int Status)[] requests =
        [
            (Head("Content-Length: 1") + "{", 400),
            (Head($"Content-Length: {big.Length}") + big, 413),
            (Head($"Content-Length: {Good.Length}").Replace("application/json", "text/plain", StringComparison.Ordinal) + Good, 415),
            (Head($"Content-Length: {Good.Length}").Replace("Bearer", "Basic", StringComparison.Ordinal) + Good, 401),
            (Head($"Content-Length: {Good.Length}").Replace("/events", "/nothing", StringComparison.Ordinal) + Good, 404),
            (Head($"Content-Length: {Good.Length}").Replace("POST", "PUT", StringComparison.Ordinal) + Good, 405),
            (Head("Content-Length: 0"), 400),
            (Head("Idempotency-Key: ", $"Content-Length: {Good.Length}") + Good, 400),
        ];

        foreach (var (request, status) in requests)
        {
            await raw.SendAsync(request);
            (await raw.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(status);

            await raw.SendAsync(Head($"Content-Length: {Good.Length}") + Good);
            (await raw.AnswerAsync()).ShouldNotBeNull($"after {status}").Status.ShouldBe(202);
        }
    }

    [Fact]
    public async Task Requests_sent_without_waiting_are_answered_in_order()
    {
        using var raw = await RawConnection.OpenAsync(server.Url);
        var request = Head($"Content-Length: {Good.Length}") + Good;

        await raw.SendAsync(request + Head("Content-Length: 1") + "{" + request);

        (await raw.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(202);
        (await raw.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(400);
        (await raw.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(202);
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string DataOf(int bytes) => "{\"x\":\"" + new string('x', bytes - 8) + "\"}";

    private Task<HttpResponseMessage> PostAsync(HttpContent content) => _http.PostAsync(new Uri(_path, UriKind.Relative), content);

    private string Head(params string[] headers) =>
        $"POST {_path} HTTP/1.1\r\nHost: posthorn\r\nAuthorization: Bearer {RunningServer.OperatorKey}\r\nContent-Type: application/json\r\n{string.Join("\r\n", headers)}\r\n\r\n";
}
