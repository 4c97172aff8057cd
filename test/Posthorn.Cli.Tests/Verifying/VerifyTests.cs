using System.Text;
using System.Text.Json;
using Posthorn.Cli.Tests.Running;
using Posthorn.Protocol.Signing;
using Posthorn.Testing.Vendors;

namespace Posthorn.Cli.Tests.Verifying;

public sealed class VerifyTests : IDisposable
{
    private const string Secret = "test-partner-secret";
    private const string Body = "{\"a\": 1}";
    private const string At = "2026-01-02T03:04:05Z";

    private static readonly DateTimeOffset Signed = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly ScratchFolder _files = new();

    private static Terminal Terminal => new() { Variables = { ["POSTHORN_SECRET"] = Secret, ["OLD"] = "old-secret", ["NEW"] = Secret } };

    private static IReadOnlyList<KeyValuePair<string, string>> Headers =>
        SignedRequest.Sign(SigningScheme.Suki, Secret, Encoding.UTF8.GetBytes(Body), Signed).Headers;

    private static string Head => string.Concat(Headers.Select(static header => $"{header.Key}: {header.Value}\r\n"));

    [Theory]
    [InlineData("POST /webhooks/suki HTTP/1.1\r\nHost: clinic.example\r\n", "\r\n")]
    [InlineData("", "\n")]
    [InlineData("POST /\n", "\r\n")]
    public async Task A_request_is_read_as_it_goes_over_the_wire(string before, string lineEnd)
    {
        var request = before + Head.ReplaceLineEndings(lineEnd) + lineEnd + Body;

        var run = await Terminal.RunAsync("verify", "--profile", "suki", "--request", _files.Write("request.http", request), "--at", At);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Whole);
        run.Out.ShouldStartWith("verdict\tvalid\n");
        run.Out.ShouldContain($"verified as of\t{At} (--at)\n");
    }

    [Fact]
    public async Task What_is_not_valid_is_explained_with_evidence_and_advice_and_without_content()
    {
        var request = _files.Write("request.http", $"{Head}\r\n{Body}\n");

        var run = await Terminal.RunAsync("verify", "--profile", "suki", "--request", request, "--at", At, "--explain");

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Out.ShouldContain("verdict\tnot valid: mismatch");
        run.Out.ShouldContain("body_newline_added (proven)\n");
        run.Out.ShouldContain("  Evidence: ");
        run.Out.ShouldContain("  Secret: POSTHORN_SECRET\n");
        run.Out.ShouldContain("  What to do: ");
        foreach (var hidden in Headers.Select(static header => header.Value).Concat([Secret, Body]))
        {
            run.Whole.ShouldNotContain(hidden);
        }
    }

    [Fact]
    public async Task Without_explain_it_is_said_that_there_is_more_to_know()
    {
        var run = await Terminal.RunAsync("verify", "--profile", "suki", "--request", _files.Write("request.http", $"{Head}\r\n{Body}\n"), "--at", At);

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldBe("--explain looks for the reason, and proves it.\n");
    }

    [Fact]
    public async Task Of_several_secrets_the_one_that_signed_is_named()
    {
        var run = await Terminal.RunAsync(
            "verify", "--profile", "suki", "--request", _files.Write("request.http", $"{Head}\r\n{Body}"), "--at", At, "--secret-env", "OLD", "--secret-env", "NEW", "--explain", "--json");

        var answer = JsonElement.Parse(run.Out);
        answer.GetProperty("valid").GetBoolean().ShouldBeTrue();
        answer.GetProperty("secret").GetString().ShouldBe("NEW");
        answer.GetProperty("findings")[0].GetProperty("code").GetString().ShouldBe("secret_other");
    }

    [Fact]
    public async Task Headers_and_body_may_be_two_files_and_the_body_a_pipe()
    {
        var (headers, body) = (_files.Write("headers.txt", Head), _files.Write("body.json", Body));

        (await Terminal.RunAsync("verify", "--profile", "suki", "--headers", headers, "--body", body, "--at", At)).ExitCode.ShouldBe(ExitCodes.Done);
        (await (Terminal with { Input = Body }).RunAsync("verify", "--profile", "suki", "--headers", headers, "--body", "-", "--at", At)).ExitCode.ShouldBe(ExitCodes.Done);
        (await (Terminal with { Input = $"{Head}\r\n{Body}" }).RunAsync("verify", "--profile", "suki", "--at", At)).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_recording_has_its_own_time_and_says_when_its_body_was_decoded(bool isBase64)
    {
        var run = await Terminal.RunAsync("verify", "--profile", "suki", "--har", _files.Write("recording.har", Har(isBase64)), "--entry", "2");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Whole);
        run.Out.ShouldContain($"verified as of\t{At} (the time of the recording)\n");
        run.Error.Contains("the recorder decoded", StringComparison.Ordinal).ShouldBe(!isBase64);
    }

    [Fact]
    public async Task The_only_signed_entry_of_a_recording_is_found()
    {
        var path = _files.Write("recording.har", Har(isBase64: true));

        (await Terminal.RunAsync("verify", "--profile", "suki", "--har", path)).ExitCode.ShouldBe(ExitCodes.Done);
        (await Terminal.RunAsync("verify", "--profile", "sully", "--har", path)).Error.ShouldContain("none of the 2 entries has the header x-sully-signature");
        (await Terminal.RunAsync("verify", "--profile", "suki", "--har", path, "--entry", "3")).Error.ShouldContain("--entry 3: the recording has 2 entries");
    }

    [Fact]
    public async Task A_tolerance_may_be_asked_for_and_a_clock_is_told()
    {
        var request = _files.Write("request.http", $"{Head}\r\n{Body}");
        string[] line = ["verify", "--profile", "suki", "--request", request, "--at", "2026-01-02T03:24:05Z", "--explain"];

        (await Terminal.RunAsync(line)).Out.ShouldContain("clock_behind (proven)\n  The signature is right; it is 1200 s old.");
        (await Terminal.RunAsync([.. line, "--tolerance", "1200"])).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory]
    [InlineData(ExitCodes.WrongUsage, "there is no request")]
    [InlineData(ExitCodes.WrongUsage, "--headers and --body go together", "--headers", "x")]
    [InlineData(ExitCodes.WrongUsage, "--relay and --id go together", "--id", "arr_1")]
    [InlineData(ExitCodes.WrongUsage, "Which one is meant?", "--request", "x", "--har", "y")]
    [InlineData(ExitCodes.WrongUsage, "--tolerance must be", "--request", "x", "--tolerance", "-1")]
    [InlineData(ExitCodes.WrongUsage, "--entry must be", "--har", "x", "--entry", "0")]
    [InlineData(ExitCodes.WrongUsage, "--relay must be", "--relay", "relay", "--id", "arr_1")]
    [InlineData(ExitCodes.WrongUsage, "standard input", "--request", "-", "--secret-file", "-")]
    [InlineData(ExitCodes.Unreachable, "--request: there is no file 'absent'", "--request", "absent")]
    [InlineData(ExitCodes.Unreachable, "--har: there is no file 'absent'", "--har", "absent")]
    [InlineData(ExitCodes.Unreachable, "cannot be reached", "--relay", "http://127.0.0.1:1", "--id", "arr_1")]
    public async Task What_cannot_be_read_is_told_by_the_name_of_its_option(int code, string reason, params string[] line)
    {
        var run = await Terminal.RunAsync(["verify", "--profile", "suki", .. line]);

        run.ExitCode.ShouldBe(code, run.Whole);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain(reason);
    }

    [Theory]
    [InlineData("--request", "no header at all\n\nx", "line 1 is no header")]
    [InlineData("--request", "a: b\n{\"name\": \"c4n4ry\"}\n", "line 2 is no header")]
    [InlineData("--har", "{\"log\":{}}", "no HTTP Archive")]
    [InlineData("--har", "{\"log\":", "line 1, byte 8")]
    [InlineData("--har", "{\"log\":{\"entries\":[{\"request\":7}]}}", "of another kind")]
    [InlineData("--har", "{\"log\":{\"entries\":[{}]}}", "of another kind")]
    public async Task A_broken_recording_is_told_where_and_shows_nothing_of_it(string option, string text, string reason)
    {
        var run = await Terminal.RunAsync("verify", "--profile", "suki", option, _files.Write("recording", text));

        run.ExitCode.ShouldBe(ExitCodes.Unreachable, run.Whole);
        run.Error.ShouldContain(reason);
        run.Error.ShouldNotContain("c4n4ry");
    }

    public void Dispose() => _files.Dispose();

    private static string Har(bool isBase64)
    {
        var text = isBase64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(Body)) : Body;
        object data = isBase64 ? new { mimeType = "application/json", text, encoding = "base64" } : new { mimeType = "application/json", text };
        return JsonSerializer.Serialize(new
        {
            log = new
            {
                version = "1.2",
                entries = new object[]
                {
                    new { startedDateTime = At, request = new { method = "GET", headers = Array.Empty<object>() } },
                    new
                    {
                        startedDateTime = At,
                        request = new { method = "POST", headers = Headers.Select(static header => new { name = header.Key, value = header.Value }), postData = data },
                    },
                },
            },
        });
    }
}
