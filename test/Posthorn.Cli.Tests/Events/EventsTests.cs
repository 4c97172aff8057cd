using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Events;

public sealed class EventsTests(RunningServer server)
{
    private const string Data = """{"session_id":"s-1","encounter_id":"e-1","kind":"ambient"}""";

    [Fact]
    public async Task An_event_is_sent_shown_and_listed()
    {
        var partner = await server.NewPartnerAsync();
        _ = await server.Operator.RunAsync("endpoints", "create", partner, "http://127.0.0.1:9/", "--profile", "suki");
        var sent = await server.Operator.RunAsync("events", "send", partner, "session.completed", "--data", Data, "--subject", "s-1");
        sent.ShouldBeApproved("events.send");

        (await server.Operator.RunAsync("events", "list", partner)).ShouldBeApproved("events.list");
        var shown = await server.Operator.RunAsync("events", "show", sent.Fact("event"));
        shown.Out.ShouldNotContain("encounter_id");
        shown.Fact("subject").ShouldBe("s-1");
        (await server.Operator.RunAsync("events", "show", sent.Fact("event"), "--with-data")).Fact("data").ShouldBe(Data);
    }

    [Fact]
    public async Task Data_comes_through_a_pipe_byte_for_byte()
    {
        var partner = await server.NewPartnerAsync();
        var piped = server.Operator with { Input = "{ \"n\" : 1.0 }" };

        var sent = await piped.RunAsync("events", "send", partner, "visit.ended");

        (await server.Operator.RunAsync("events", "show", sent.Fact("event"), "--with-data")).Fact("data").ShouldBe("{ \"n\" : 1.0 }");
    }

    [Fact]
    public async Task The_same_key_twice_is_one_event()
    {
        var partner = await server.NewPartnerAsync();
        string[] line = ["events", "send", partner, "visit.ended", "--data", "{}", "--idempotency-key", "visit-1"];

        var first = await server.Operator.RunAsync(line);
        var second = await server.Operator.RunAsync(line);

        second.Fact("event").ShouldBe(first.Fact("event"));
    }

    [Fact]
    public async Task The_same_key_with_other_data_is_refused_with_advice()
    {
        var partner = await server.NewPartnerAsync();
        _ = await server.Operator.RunAsync("events", "send", partner, "visit.ended", "--data", "{}", "--idempotency-key", "visit-1");

        var run = await server.Operator.RunAsync("events", "send", partner, "visit.ended", "--data", "{\"n\":1}", "--idempotency-key", "visit-1");

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldContain("422 idempotency_key_reuse");
        run.Error.ShouldContain("Use a new key for a new event.");
    }

    [Fact]
    public async Task A_long_list_says_how_to_go_on()
    {
        var partner = await server.NewPartnerAsync();
        for (var i = 0; i < 3; i++)
        {
            _ = await server.Operator.RunAsync("events", "send", partner, "visit.ended", "--data", "{}");
        }

        var first = await server.Operator.RunAsync("events", "list", partner, "--limit", "2");
        var cursor = first.Error.Trim().Split(' ')[^1];
        var second = await server.Operator.RunAsync("events", "list", partner, "--limit", "2", "--after", cursor);

        first.Out.Split('\n').Length.ShouldBe(4);
        second.Out.Split('\n').Length.ShouldBe(3);
        second.Error.ShouldBeEmpty();
    }
}
