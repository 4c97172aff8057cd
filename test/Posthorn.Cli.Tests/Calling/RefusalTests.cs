using System.Reflection;
using Posthorn.Api.Problems;
using Posthorn.Cli.Printing;
using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Calling;

public sealed class RefusalTests(RunningServer server)
{
    /// <summary>Codes whose problems name the place and the rule themselves, and say what to write instead.</summary>
    private static readonly string[] SpeakForThemselves =
    [
        ProblemCodes.Required, ProblemCodes.InvalidValue, ProblemCodes.InvalidParameter, ProblemCodes.IdInvalid, ProblemCodes.NameInvalid,
        ProblemCodes.DataInvalid, ProblemCodes.UrlScheme, ProblemCodes.UrlUserinfo, ProblemCodes.UrlPort, ProblemCodes.UrlHost,
        ProblemCodes.UrlIpLiteral, ProblemCodes.UrlCharacters, ProblemCodes.UrlFragment, ProblemCodes.UrlLength, ProblemCodes.ProfileUnknown,
        ProblemCodes.ProfileFixed, ProblemCodes.EventTypesCount, ProblemCodes.EventTypeInexpressible, ProblemCodes.ScheduleInvalid,
        ProblemCodes.TimeoutRange, ProblemCodes.ConcurrencyRange, ProblemCodes.RateRange, ProblemCodes.SecretInvalid,
        ProblemCodes.OverlapRange, ProblemCodes.HeaderCount, ProblemCodes.HeaderInvalid, ProblemCodes.HeaderReserved,
        ProblemCodes.HeaderDuplicate,
    ];

    public static TheoryData<string> Codes =>
        [.. typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static constant => (string)constant.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_problem_says_what_to_do(string code) =>
        (SpeakForThemselves.Contains(code) || Advice.For(code) is { Length: > 0 }).ShouldBeTrue();

    [Fact]
    public async Task Without_a_key_it_is_told_where_to_put_one()
    {
        var run = await new Terminal().RunAsync("partners", "list", "--server", server.Url.ToString());

        run.ShouldBeApproved("refused.no-key");
    }

    [Fact]
    public async Task A_key_that_opens_nothing_is_told_apart_from_none()
    {
        var run = await new Terminal().RunAsync("partners", "list", "--server", server.Url.ToString(), "--key", "no-key-of-this-server");

        run.ShouldBeApproved("refused.bad-key");
        run.Whole.ShouldNotContain("no-key-of-this-server");
    }

    [Fact]
    public async Task What_is_not_there_is_not_found() =>
        (await server.Operator.RunAsync("partners", "show", "ptn_absent")).ShouldBeApproved("refused.not-found");

    [Fact]
    public async Task Each_place_that_is_wrong_is_named()
    {
        var partner = await server.NewPartnerAsync();

        var run = await server.Operator.RunAsync(
            "endpoints", "create", partner, "ftp://clinic.example/", "--profile", "suki", "--schedule", "0", "--timeout-seconds", "1000");

        run.ShouldBeApproved("refused.places");
    }

    [Fact]
    public async Task With_json_a_refusal_is_its_problem_document()
    {
        var run = await server.Operator.RunAsync("partners", "show", "ptn_absent", "--json");

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldStartWith("{\"type\":\"urn:posthorn:problem:not_found\"");
    }

    [Fact]
    public async Task A_problem_of_a_newer_server_is_shown_as_it_is()
    {
        const string Problem = """{"type":"urn:posthorn:problem:tea","title":"Is a teapot.","status":418,"code":"tea","detail":"Short \u001b[2J and stout."}""";
        await using var stub = await StubServer.StartAsync(418, "application/problem+json", Problem, static context => context.Response.Headers.RetryAfter = "7");

        var run = await new Terminal().RunAsync("partners", "list", "--server", stub.Url);

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldBe("""
            posthorn: Is a teapot. (418 tea)
              Short \u{1b}[2J and stout.
              The server asks to be left alone for 7 s.

            """.ReplaceLineEndings("\n"));
    }
}
