using Posthorn.Receiver.Links;

namespace Posthorn.Receiver.Tests.Links;

public sealed class VendorGuardTests : IAsyncLifetime
{
    private const string Note = "/v1/notes/n_1";

    private PlayedVendor _vendor = null!;

    public async ValueTask InitializeAsync() => _vendor = await PlayedVendor.StartAsync();

    public ValueTask DisposeAsync() => _vendor.DisposeAsync();

    [Fact]
    public async Task A_S11_A_private_address_that_nobody_allowed_is_not_called()
    {
        using var client = _vendor.Sully(static options => options.AllowedEgress.Clear());

        (await RefusalAsync(client)).Code.ShouldBe("destination_not_allowed");

        _vendor.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_S9_A_redirect_is_not_followed()
    {
        _vendor.Lay(Note, "{}", 302);
        _vendor.Change = context => context.Response.Headers.Location = "http://169.254.169.254/latest/meta-data/";
        using var client = _vendor.Sully();

        (await RefusalAsync(client)).ShouldSatisfyAllConditions(refusal => refusal.Code.ShouldBe("answered_302"), refusal => refusal.Status.ShouldBe(302));
    }

    [Fact]
    public async Task An_answer_past_the_limit_is_not_read_to_its_end()
    {
        _vendor.Lay(Note, $$"""{"x":"{{new string('x', 20_000)}}"}""");
        using var client = _vendor.Sully(static options => options.AnswerLimit = 10_000);

        (await RefusalAsync(client)).Code.ShouldBe("answer_too_large");
    }

    [Fact]
    public async Task An_answer_that_is_no_json_is_refused()
    {
        _vendor.Lay(Note, "<html>canary-of-an-answer</html>");
        using var client = _vendor.Sully();

        (await RefusalAsync(client)).Code.ShouldBe("answer_not_json");
    }

    [Fact]
    public async Task A_vendor_that_says_when_to_come_again_is_quoted()
    {
        _vendor.Fail(Note, 429);
        _vendor.Change = context => context.Response.Headers.RetryAfter = "17";
        using var client = _vendor.Sully();

        (await RefusalAsync(client)).ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe("answered_429"), refusal => refusal.RetryAfter.ShouldBe(TimeSpan.FromSeconds(17)));
    }

    [Fact]
    public async Task A_vendor_that_is_not_there_is_told_by_a_code()
    {
        using var client = _vendor.Sully();
        await _vendor.DisposeAsync();

        (await RefusalAsync(client)).Code.ShouldBe("connect_refused");
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_given_up()
    {
        var never = new TaskCompletionSource();
        _vendor.BeforeLogin = never.Task;
        using var client = _vendor.Suki(configure: static options => options.Timeout = TimeSpan.FromMilliseconds(200));

        (await Should.ThrowAsync<VendorCallException>(() => client.StatusAsync("s_1"))).Code.ShouldBe("timeout");
        never.SetResult();
    }

    [Fact]
    public async Task No_refusal_quotes_an_address_a_credential_or_an_answer()
    {
        using var client = _vendor.Sully();
        foreach (var status in (int[])[400, 401, 403, 404, 422, 429, 500, 503])
        {
            _vendor.Fail(Note, status);
            var text = (await RefusalAsync(client)).ToString();
            text.ShouldNotContain("canary");
            text.ShouldNotContain("127.0.0.1");
            text.ShouldNotContain("n_1");
        }
    }

    private static Task<VendorCallException> RefusalAsync(SullyClient client) => Should.ThrowAsync<VendorCallException>(() => client.NoteAsync("n_1"));
}
