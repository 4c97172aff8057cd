using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Signing;

public sealed class SignTests : IDisposable
{
    private const string Secret = "test-partner-secret";
    private const string At = "2025-12-17T13:22:28.432Z";
    private const string Body = "{\"status\":\"success\",\"session_id\":\"a953839a-ddcd-407d-b9b0-3ed4b6be4be2\",\"encounter_id\":\"4d753ce1-bbff-43e1-950a-82dea2d86873\"}";

    private readonly ScratchFolder _files = new();

    private static Terminal Terminal => new() { Variables = { ["POSTHORN_SECRET"] = Secret } };

    [Fact]
    public async Task The_headers_of_a_body_are_those_that_another_implementation_has_computed()
    {
        var run = await Terminal.RunAsync("sign", "--profile", "suki", "--body", _files.Write("visit.json", Body), "--at", At);

        run.Whole.ShouldBe("exit code 0\n--- out\ngenerated-at: 1765977748432\nX-API-Key: da8f81f78e556192b4ac5e31281f8de72dbec8ba251a72e03ff27dcf0d766d39\n--- error\n");
    }

    [Theory]
    [InlineData("{}\n")]
    [InlineData("\uFEFF{}")]
    [InlineData("")]
    [InlineData(" \r\n ")]
    public async Task What_is_signed_is_the_bytes_of_the_file_and_of_the_pipe(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var expected = "X-API-Key: " + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), (byte[])[.. "1765977748432:"u8, .. bytes]));

        (await Terminal.RunAsync("sign", "--profile", "suki", "--body", _files.Write("body", bytes), "--at", At)).Out.ShouldContain(expected);
        (await (Terminal with { Input = body }).RunAsync("sign", "--profile", "suki", "--at", At)).Out.ShouldContain(expected);
    }

    [Fact]
    public async Task The_command_of_curl_reads_the_body_from_its_file_and_is_quoted_for_a_shell()
    {
        var path = _files.Write("it's a visit.json", Body);

        var run = await Terminal.RunAsync("sign", "--profile", "sully", "--body", path, "--at", At, "--curl", "http://127.0.0.1:3000/x?a=1&b='2'");

        run.Out.ShouldStartWith("curl --request POST 'http://127.0.0.1:3000/x?a=1&b='\\''2'\\''' \\\n  --header 'Content-Type: application/json' \\\n  --header 'x-sully-signature: t=1765977748,v1=");
        run.Out.ShouldEndWith($"--data-binary '@{path.Replace("'", "'\\''", StringComparison.Ordinal)}'\n");
        run.Out.ShouldNotContain("encounter_id");
        run.Out.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task Json_has_the_headers_the_command_and_a_hash_of_the_body()
    {
        var run = await Terminal.RunAsync(
            "sign", "--profile", "github", "--body", _files.Write("visit.json", Body), "--id", "msg_1", "--at", At, "--json", "--curl", "http://clinic.example/");

        var answer = JsonElement.Parse(run.Out);
        answer.GetProperty("at").GetString().ShouldBe("2025-12-17T13:22:28.432Z");
        answer.GetProperty("headers")[0].GetProperty("value").GetString().ShouldBe("msg_1");
        answer.GetProperty("body_sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Body))));
        answer.GetProperty("curl").GetString().ShouldNotBeNull().ShouldContain("--data-binary");
    }

    [Theory]
    [InlineData("--profile: 'nobody' is not one of: suki, sully, standard, stripe, github, slack", "--profile", "nobody", "--body", "x")]
    [InlineData("--body: there is no file 'absent.json'", "--profile", "suki", "--body", "absent.json")]
    [InlineData("there is no body", "--profile", "suki")]
    [InlineData("--at must be a time", "--profile", "suki", "--body", "x", "--at", "noon")]
    [InlineData("--id takes letters", "--profile", "standard", "--body", "x", "--id", "a.b")]
    [InlineData("--curl takes an http or https address", "--profile", "suki", "--body", "x", "--curl", "clinic.example")]
    [InlineData("both read standard input", "--profile", "suki", "--body", "-", "--secret-file", "-")]
    public async Task A_line_that_makes_no_sense_is_told_why_by_the_name_of_its_option(string reason, params string[] line)
    {
        var run = await Terminal.RunAsync(["sign", .. line]);

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain(reason);
    }

    [Fact]
    public async Task What_cannot_sign_is_refused_without_its_text()
    {
        var body = _files.Write("visit.json", Body);

        var none = await new Terminal { Variables = { ["POSTHORN_SECRET"] = "c4n4ry!" } }.RunAsync("sign", "--profile", "standard", "--body", body);
        var early = await Terminal.RunAsync("sign", "--profile", "suki", "--body", body, "--at", "1969-12-31T23:59:59Z");

        (none.ExitCode, early.ExitCode).ShouldBe((ExitCodes.WrongUsage, ExitCodes.WrongUsage));
        none.Error.ShouldContain("the secret (POSTHORN_SECRET) is none for standard");
        none.Error.ShouldNotContain("c4n4ry");
        early.Error.ShouldContain("--at lies before 1970");
    }

    public void Dispose() => _files.Dispose();
}
