using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Posthorn.Cli.Tests.Running;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;
using Posthorn.Testing.Endpoints;
using Posthorn.Testing.Vendors;

namespace Posthorn.Cli.Tests.Triggering;

public sealed class TriggerTests(RunningServer server) : IAsyncDisposable, IAsyncLifetime
{
    private readonly ScratchFolder _files = new();
    private TestEndpoint _endpoint = null!;

    private string Url => $"http://{_endpoint.Address}/hooks?key=c4n4ry";

    public static TheoryData<string, string> Types
    {
        get
        {
            var types = new TheoryData<string, string>();
            foreach (var profile in Profile.All)
            {
                foreach (var sample in SampleEvents.Of(profile))
                {
                    types.Add(profile.Name, sample.Type);
                }
            }

            return types;
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Every_documented_event_of_every_profile_arrives_with_a_signature_that_holds(string profile, string type)
    {
        var run = await SendAsync(profile, type, "--profile", profile, "--number", "7");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Whole);
        _endpoint.Received.ShouldHaveSingleItem().Body.ToArray().ShouldBe(SampleEvents.Of(ProfileOf(profile), type, 7).Body.ToArray());
        Verify(profile, _endpoint.Received[0]).ShouldBe(SignatureStatus.Valid);
        run.Whole.ShouldNotContain("c4n4ry");
    }

    [Fact]
    public async Task Values_are_written_where_the_paths_lead()
    {
        var run = await SendAsync(
            "sully", "note_generation.succeeded", "--set", "data.payload.markdown=## Plan", "--set", "data.payload.json.new.deep=[1,{\"x\":null}]", "--set", "data.payload.json.new.deep.1.x=a=b");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Whole);
        var payload = JsonElement.Parse(_endpoint.Received.Single().Body.Span).GetProperty("data").GetProperty("payload");
        payload.GetProperty("markdown").GetString().ShouldBe("## Plan");
        payload.GetProperty("json").GetProperty("new").GetRawText().ShouldBe("{\"deep\":[1,{\"x\":\"a=b\"}]}");
        Verify("sully", _endpoint.Received[0]).ShouldBe(SignatureStatus.Valid);
    }

    [Theory]
    [InlineData("duplicate", 2, true)]
    [InlineData("reorder", 2, true)]
    [InlineData("burst", 10, true)]
    [InlineData("late", 1, false)]
    [InlineData("tampered", 1, false)]
    [InlineData("wrong-secret", 1, false)]
    public async Task A_fault_is_one_and_a_receiver_that_checks_does_as_it_should(string fault, int requests, bool isValid)
    {
        _endpoint.Answer = Checking("sully");

        var run = await SendAsync("sully", "coding.succeeded", "--fault", fault);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Whole);
        _endpoint.Received.Count.ShouldBe(requests);
        _endpoint.Received.ShouldAllBe(request => Verify("sully", request) == SignatureStatus.Valid == isValid);
        run.Out.Split('\n').Skip(1).Where(static line => line.Length > 0).ShouldAllBe(line => line.EndsWith(isValid ? "accepted" : "refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_takes_a_forgery_or_refuses_what_is_right_is_told()
    {
        (await SendAsync("suki", "session.completed", "--fault", "tampered")).ShouldSatisfyAllConditions(
            static run => run.ExitCode.ShouldBe(ExitCodes.Failed),
            static run => run.Out.ShouldContain("answered_204\t"),
            static run => run.Out.ShouldContain("refused, which it was not"));
        _endpoint.Answer = static context =>
        {
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };

        (await SendAsync("suki", "session.completed")).ExitCode.ShouldBe(ExitCodes.Failed);
        _endpoint.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_does_not_answer_is_not_reached()
    {
        var run = await Terminal("suki").RunAsync("trigger", "session.completed", "--to", "http://127.0.0.1:1/", "--json");

        run.ExitCode.ShouldBe(ExitCodes.Unreachable);
        JsonElement.Parse(run.Out).GetProperty("sent")[0].GetProperty("outcome").GetString().ShouldBe("connect_refused");
    }

    [Theory]
    [InlineData("visit", "sully", "audio_transcription.succeeded note_generation.succeeded coding.succeeded")]
    [InlineData("visit", "suki", "session.completed")]
    [InlineData("failed-visit", "standard", "audio_transcription.succeeded note_generation.failed")]
    [InlineData("rough-visit", "sully", "coding.succeeded coding.succeeded note_generation.succeeded coding.succeeded coding.succeeded coding.succeeded")]
    public async Task A_ready_scenario_is_several_events_in_order(string name, string profile, string types)
    {
        _endpoint.Answer = Checking(profile);

        var run = await SendAsync(profile, name, "--profile", profile, "--json");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Whole);
        string.Join(' ', JsonElement.Parse(run.Out).GetProperty("sent").EnumerateArray().Select(static one => one.GetProperty("type").GetString())).ShouldBe(types);
    }

    [Fact]
    public async Task A_scenario_comes_from_a_file_and_its_mistakes_have_lines()
    {
        var good = _files.Write("good.yaml", """
            profile: sully
            steps:
              - type: audio_transcription.succeeded
              - type: note_generation.succeeded
                set:
                  data.payload.markdown: "## Mine"
              - type: coding.succeeded
                fault: duplicate
                times: 2
            """);
        var bad = _files.Write("bad.yaml", "profile: nobody\nsteps:\n  - type: coding.succeeded\n    fault: sabotage\n    wait: soon\n    oops: 1\n  - times: 0\n");

        var run = await Terminal("sully").RunAsync("trigger", "--scenario", good, "--to", Url);
        var wrong = await Terminal("sully").RunAsync("trigger", "--scenario", bad, "--to", Url);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Whole);
        _endpoint.Received.Count.ShouldBe(6);
        Encoding.UTF8.GetString(_endpoint.Received[1].Body.Span).ShouldContain("## Mine");
        wrong.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        foreach (var line in new[] { ":1: profile", ":4: steps[0].fault", ":5: steps[0].wait", ":6: steps[0]", ":7: steps[1]" })
        {
            wrong.Error.ShouldContain(line);
        }
    }

    [Fact]
    public async Task A_body_of_ones_own_is_sent_byte_for_byte()
    {
        var file = _files.Write("own.json", "\uFEFF{ \"mine\" : 1 }\n");

        (await SendAsync("standard", "anything.at_all", "--profile", "standard", "--file", file)).ExitCode.ShouldBe(ExitCodes.Done);

        _endpoint.Received.Single().Body.ToArray().ShouldBe(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_event_is_published_for_a_partner_of_a_server()
    {
        var partner = await server.NewPartnerAsync();

        var run = await server.Operator.RunAsync("trigger", "visit", "--partner", partner, "--number", "3");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Whole);
        var listed = await server.Operator.RunAsync("events", "list", partner);
        listed.Out.ShouldContain("audio_transcription.succeeded\ttest-transcription-done-3");
        listed.Out.ShouldContain("coding.succeeded\ttest-coding-done-3");
    }

    [Fact]
    public async Task All_types_are_listed_and_nothing_is_sent()
    {
        var run = await Terminal("suki").RunAsync("trigger", "--list", "--json");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        JsonElement.Parse(run.Out).GetArrayLength().ShouldBe(Profile.All.Sum(static profile => SampleEvents.Of(profile).Count));
    }

    [Theory]
    [InlineData("say where it goes", "session.completed")]
    [InlineData("say where it goes", "session.completed", "--to", "http://127.0.0.1:1/", "--partner", "ptn_1")]
    [InlineData("<type> is missing", "--to", "http://127.0.0.1:1/")]
    [InlineData("'nonsense' is no event", "nonsense", "--to", "http://127.0.0.1:1/")]
    [InlineData("'coding.failed' is no event that the suki profile documents", "coding.failed", "--profile", "suki", "--to", "http://127.0.0.1:1/")]
    [InlineData("--to must be an http or https address", "session.completed", "--to", "clinic")]
    [InlineData("--set takes path=value", "session.completed", "--to", "http://127.0.0.1:1/", "--set", "status")]
    [InlineData("--set status.x: status is a single value and has nothing below it", "session.completed", "--to", "http://127.0.0.1:1/", "--set", "status.x=1")]
    [InlineData("--set sessions.7: sessions is a list of 1; name a place from 0 to 1, not '7'", "session.completed", "--to", "http://127.0.0.1:1/", "--set", "sessions.7=1")]
    [InlineData("--set a..b: a path is names with dots", "session.completed", "--to", "http://127.0.0.1:1/", "--set", "a..b=1")]
    [InlineData("--fault: 'sabotage' is not one of", "session.completed", "--to", "http://127.0.0.1:1/", "--fault", "sabotage")]
    [InlineData("--times must be 1 to 1000", "session.completed", "--to", "http://127.0.0.1:1/", "--times", "0")]
    [InlineData("--file: there is no file 'absent.json'", "session.completed", "--to", "http://127.0.0.1:1/", "--file", "absent.json")]
    [InlineData("with --partner only burst makes sense", "session.completed", "--partner", "ptn_1", "--fault", "late")]
    [InlineData("'visit' is a ready scenario", "visit", "--to", "http://127.0.0.1:1/", "--times", "2")]
    [InlineData("--scenario says all of it", "visit", "--to", "http://127.0.0.1:1/", "--scenario", "x.yaml")]
    public async Task A_line_that_makes_no_sense_is_told_why_by_the_name_of_its_option(string reason, params string[] line)
    {
        var run = await Terminal("suki").RunAsync(["trigger", .. line]);

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage, run.Whole);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain(reason);
    }

    [Fact]
    public async Task Without_a_secret_the_ways_to_give_one_are_told()
    {
        var run = await new Terminal { Input = "" }.RunAsync("trigger", "session.completed", "--to", Url);

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Error.ShouldContain("POSTHORN_SECRET");
        _endpoint.Received.ShouldBeEmpty();
    }

    public async ValueTask InitializeAsync() => _endpoint = await TestEndpoint.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _files.Dispose();
        await _endpoint.DisposeAsync();
    }

    private static Profile ProfileOf(string name) => Profile.TryGet(name, out var profile) ? profile : throw new ArgumentException("There is no such profile.", nameof(name));

    private static Terminal Terminal(string profile) => new() { Variables = { ["POSTHORN_SECRET"] = TestSecrets.Of(ProfileOf(profile).Scheme) } };

    private Task<Run> SendAsync(string profile, string type, params string[] more) => Terminal(profile).RunAsync(["trigger", type, "--to", Url, .. more]);

    private RequestDelegate Checking(string profile) => context =>
    {
        context.Response.StatusCode = Verify(profile, _endpoint.Received.Last(request => request.ConnectionId == context.Connection.Id)) == SignatureStatus.Valid
            ? StatusCodes.Status200OK
            : StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    };

    private static SignatureStatus Verify(string profile, ReceivedRequest request)
    {
        var scheme = ProfileOf(profile).Scheme;
        scheme.TryCreateKey(TestSecrets.Of(scheme), out var key, out _).ShouldBeTrue();
        var headers = new HeaderPairs(request.Headers.Select(static header => KeyValuePair.Create(header.Key, header.Value.ToString())));
        return scheme.Verify(headers, request.Body.Span, [key!], TimeProvider.System.GetUtcNow(), scheme.DefaultTolerance).Status;
    }
}
