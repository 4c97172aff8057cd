using Posthorn.Protocol.Notifications;
using Posthorn.Receiver.Links;
using Posthorn.Receiver.Tests.Running;

namespace Posthorn.Receiver.Tests.Links;

public sealed class SukiClientTests : IAsyncLifetime
{
    private const string Status = "/api/v1/ambient/session/s_1/status";

    private PlayedVendor _vendor = null!;

    public async ValueTask InitializeAsync()
    {
        _vendor = await PlayedVendor.StartAsync();
        _vendor.Lay(Status, """{"status":"COMPLETED"}""");
    }

    public ValueTask DisposeAsync() => _vendor.DisposeAsync();

    [Theory]
    [InlineData("{0}/api/v1/ambient/session/s_1/status")]
    [InlineData("/api/v1/ambient/session/s_1/status")]
    [InlineData("api/v1/ambient/session/s_1/status")]
    public async Task SU_R7_Absolute_and_relative_links_are_followed_with_the_token(string href)
    {
        using var client = _vendor.Suki();

        var status = await client.FollowAsync<SukiStatus>(new Link(href.Replace("{0}", _vendor.Api.ToString().TrimEnd('/'), StringComparison.Ordinal)) { Method = "get" });

        status.State.ShouldBe(SukiState.Completed);
        (await _vendor.NextAsync()).Headers["sdp_suki_token"].ToString().ShouldBe("token-1");
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/api/v1/ambient/session/s_1/status", "foreign_origin")]
    [InlineData("//evil.example/api", "foreign_origin")]
    [InlineData("http://sdp.suki.ai.evil.example/", "foreign_origin")]
    [InlineData("https://127.0.0.1/", "address_invalid")]
    [InlineData("http://user@127.0.0.1/", "address_invalid")]
    [InlineData("file:///etc/passwd", "address_invalid")]
    [InlineData("http://[", "address_invalid")]
    public async Task SU_R7_A_link_to_elsewhere_is_refused_and_no_token_is_even_fetched_for_it(string href, string code)
    {
        using var client = _vendor.Suki();

        (await Should.ThrowAsync<VendorCallException>(() => client.FollowAsync(new Link(href)))).Code.ShouldBe(code);

        _vendor.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_that_is_no_GET_is_refused()
    {
        using var client = _vendor.Suki();

        (await Should.ThrowAsync<VendorCallException>(() => client.FollowAsync(new Link(Status) { Method = "DELETE" }))).Code.ShouldBe("method_not_supported");
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public async Task An_id_that_would_change_the_path_is_refused(string id)
    {
        using var client = _vendor.Suki();

        (await Should.ThrowAsync<VendorCallException>(() => client.StatusAsync(id))).Code.ShouldBe("address_invalid");
    }

    [Fact]
    public async Task An_id_is_one_part_of_the_path_whatever_it_holds()
    {
        _vendor.Lay("/api/v1/ambient/session/a%2F..%3Fb%23c/status", """{"status":"ready"}""");
        using var client = _vendor.Suki();

        (await client.StatusAsync("a/..?b#c")).State.ShouldBe(SukiState.Waiting);
    }

    [Fact]
    public async Task Callers_at_the_same_time_share_one_login()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _vendor.BeforeLogin = gate.Task;
        using var client = _vendor.Suki();

        var calls = Enumerable.Range(0, 50).Select(_ => client.StatusAsync("s_1")).ToList();
        gate.SetResult();
        (await Task.WhenAll(calls)).ShouldAllBe(status => status.IsFinal);

        _vendor.Logins.ShouldBe(1);
        var login = _vendor.Received.Single(static one => one.Path == PlayedVendor.Login);
        System.Text.Encoding.UTF8.GetString(login.Body.Span).ShouldBe("""{"partner_id":"partner-1","partner_token":"canary-of-a-jwt"}""");
        login.Headers.ContainsKey("sdp_suki_token").ShouldBeFalse();
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_end_the_login_of_the_others()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _vendor.BeforeLogin = gate.Task;
        using var client = _vendor.Suki();
        using var impatient = new CancellationTokenSource();
        var (first, second) = (client.StatusAsync("s_1", impatient.Token), client.StatusAsync("s_1"));

        await impatient.CancelAsync();
        _ = await Should.ThrowAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        (await second).IsFinal.ShouldBeTrue();
        _vendor.Logins.ShouldBe(1);
    }

    [Fact]
    public async Task The_token_is_renewed_before_its_hour_is_over()
    {
        var clock = new ShiftedClock();
        using var client = _vendor.Suki(clock);
        _ = await client.StatusAsync("s_1");
        clock.Shift = TimeSpan.FromMinutes(54);
        _ = await client.StatusAsync("s_1");
        _vendor.Logins.ShouldBe(1);

        clock.Shift = TimeSpan.FromMinutes(56);
        _ = await client.StatusAsync("s_1");

        _vendor.Logins.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_that_the_vendor_no_longer_takes_is_renewed_once()
    {
        using var client = _vendor.Suki();
        _ = await client.StatusAsync("s_1");
        _vendor.Only = "token-2";
        (await client.StatusAsync("s_1")).IsFinal.ShouldBeTrue();
        _vendor.Logins.ShouldBe(2);

        _vendor.Only = "none";
        var refused = await Should.ThrowAsync<VendorCallException>(() => client.StatusAsync("s_1"));

        (refused.Code, refused.Status).ShouldBe(("answered_401", 401));
        _vendor.Logins.ShouldBe(3);
    }

    [Fact]
    public async Task A_login_that_fails_is_told_as_such_and_tried_again_by_the_next_caller()
    {
        _vendor.Fail(PlayedVendor.Login, 400);
        using var client = _vendor.Suki();
        (await Should.ThrowAsync<VendorCallException>(() => client.StatusAsync("s_1"))).Code.ShouldBe("login_answered_400");

        _vendor.Lay(PlayedVendor.Login, """{"suki_token":"at last"}""");

        (await client.StatusAsync("s_1")).IsFinal.ShouldBeTrue();
    }

    [Fact]
    public async Task The_partners_token_is_made_anew_for_each_login_and_the_provider_goes_with_every_call()
    {
        var made = 0;
        var clock = new ShiftedClock();
        using var client = _vendor.Suki(clock, options =>
        {
            (options.PartnerToken, options.ProviderId) = (null, "provider-1");
            options.MintPartnerToken = _ => Task.FromResult($"jwt-{++made}");
        });

        _ = await client.StatusAsync("s_1");
        clock.Shift = TimeSpan.FromHours(1);
        _ = await client.StatusAsync("s_1");

        made.ShouldBe(2);
        (await _vendor.NextAsync()).Headers["sdp_provider_id"].ToString().ShouldBe("provider-1");
    }

    [Theory]
    [InlineData("created", SukiState.Waiting, false)]
    [InlineData("running", SukiState.Running, false)]
    [InlineData("completed", SukiState.Completed, true)]
    [InlineData("FAILED", SukiState.Failed, true)]
    [InlineData("aborted", SukiState.Cancelled, true)]
    [InlineData("SKIPPED", SukiState.Skipped, true)]
    [InlineData("timed_out", SukiState.TimedOut, true)]
    [InlineData("something new", SukiState.Unknown, false)]
    public async Task A_status_is_understood_in_any_case_of_letters(string text, SukiState state, bool final)
    {
        _vendor.Lay(Status, $$$"""{"status":"{{{text}}}","new":{"a":1}}""");
        using var client = _vendor.Suki();

        var status = await client.StatusAsync("s_1");

        (status.Status, status.State, status.IsFinal).ShouldBe((text, state, final));
        status.Json.GetProperty("new").GetProperty("a").GetInt32().ShouldBe(1);
    }
}
