using System.Text;
using Posthorn.Cli.Listening;
using Posthorn.Cli.Tests.Running;
using Posthorn.Relay.Forwarding;
using Posthorn.Relay.Wire;

namespace Posthorn.Cli.Tests.Listening;

public sealed class ViewScreenTests
{
    private readonly ViewState _state = new("suki → http://localhost:3000/webhooks/suki", filter: null, showsValues: false) { Standing = "connected" };

    [Fact]
    public void A_list_shows_what_became_of_each()
    {
        Come(1, "session.completed", new(204, null, TimeSpan.FromMilliseconds(12)));
        Come(2, "session.failed", new(500, null, TimeSpan.FromMilliseconds(3)));
        Come(3, "session.completed", new(null, "connect_refused", TimeSpan.FromMilliseconds(1)));

        Screen(100).ShouldBeApproved("listen.list");
    }

    [Fact]
    public void An_open_one_is_masked_until_it_is_asked_for()
    {
        Come(1, "session.completed", new(204, null, TimeSpan.FromMilliseconds(12)));
        Press(ConsoleKey.Enter);

        var masked = Screen(100);
        masked.ShouldBeApproved("listen.masked");
        masked.ShouldNotContain("Jane");
        masked.ShouldNotContain("4711");

        Press(ConsoleKey.M, 'm');
        Screen(100).ShouldBeApproved("listen.values");
    }

    [Fact]
    public void A_narrow_window_leaves_out_what_matters_least()
    {
        Come(1, "session.completed", new(204, null, TimeSpan.FromMilliseconds(12)));

        Screen(50).ShouldBeApproved("listen.narrow");
    }

    [Fact]
    public void A_filter_is_typed_and_cleared()
    {
        Come(1, "session.completed", new(204, null, default));
        Come(2, "session.failed", new(204, null, default));

        Press(ConsoleKey.Oem2, '/');
        foreach (var letter in "FAIL")
        {
            Press(ConsoleKey.A, letter);
        }

        _state.Shown.Select(static one => one.Arrival.Sequence).ShouldBe([2]);
        Press(ConsoleKey.Escape);
        _state.Shown.Count.ShouldBe(2);
    }

    [Fact]
    public void Who_has_selected_one_keeps_it_whatever_comes()
    {
        for (var sequence = 1; sequence <= 30; sequence++)
        {
            Come(sequence, "session.completed", new(204, null, default));
        }

        Press(ConsoleKey.UpArrow);
        Come(31, "session.completed", new(204, null, default));
        _state.Selected!.Arrival.Sequence.ShouldBe(29);
        Screen(100).ShouldContain("› ");

        Press(ConsoleKey.End);
        Come(32, "session.completed", new(204, null, default));
        _state.Selected!.Arrival.Sequence.ShouldBe(32);
    }

    [Fact]
    public void What_is_held_is_bounded()
    {
        for (var sequence = 1; sequence <= 1_500; sequence++)
        {
            Come(sequence, "session.completed", new(204, null, default));
        }

        _state.Shown.Count.ShouldBe(1_000);
        _state.Forwarded.ShouldBe(1_500);
    }

    private void Come(long sequence, string type, ForwardResult result)
    {
        var body = $$"""{"type":"{{type}}","patient":{"name":"Jane Roe","mrn":4711,"known":true},"notes":["a","b"],"none":null}""";
        HeaderLine[] headers = [new("Content-Type", "application/json"), new("X-API-Signature", "0123456789abcdef0123456789abcdef"), new("X-Patient", "Jane Roe")];
        var request = new CapturedRequest("POST", "/in/suki", "name=Jane", headers, Encoding.UTF8.GetBytes(body));
        _state.Add(new(new(default, sequence, "suki", DateTimeOffset.UnixEpoch, default, request), result));
    }

    private void Press(ConsoleKey key, char character = '\0') => _ = ViewKeys.Press(_state, new(character, key, shift: false, alt: false, control: false));

    private string Screen(int width) => string.Join('\n', ViewScreen.Lines(_state, width, 24)) + "\n";
}
