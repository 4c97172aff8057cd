using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;
using Posthorn.Testing;
using Posthorn.Testing.Endpoints;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Rehearsal;

/// <summary>What goes over the wire, as a plain web server sees it.</summary>
public sealed class TestVendorTests : IAsyncLifetime
{
    private static readonly SampleEvent Sample = SampleEvents.Of(Profile.Standard)[0];

    private TestEndpoint _endpoint = null!;
    private HttpClient _http = null!;

    public static TheoryData<string> Schemes => [.. SigningScheme.All.Select(static scheme => scheme.Name)];

    public async ValueTask InitializeAsync()
    {
        _endpoint = await TestEndpoint.StartAsync();
        _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new($"http://{_endpoint.Address}") };
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task What_is_sent_is_valid_and_what_is_forged_or_stale_is_not_in_every_scheme(string name)
    {
        var scheme = SchemeOf(name);
        var vendor = new TestVendor(_http, scheme, "/hook");

        _ = await vendor.SendAsync(Sample);
        _ = await vendor.SendTamperedAsync(Sample);
        _ = await vendor.SendWithWrongSecretAsync(Sample);
        _ = await vendor.SendUnsignedAsync(Sample);
        _ = await vendor.SendStaleAsync(Sample);

        _endpoint.Received.Select(request => WireHeaders.Verify(scheme, request)).ShouldBe(
        [
            SignatureStatus.Valid,
            SignatureStatus.Mismatch,
            SignatureStatus.Mismatch,
            SignatureStatus.Missing,
            scheme.SignsTime ? SignatureStatus.OutsideTolerance : SignatureStatus.Valid,
        ]);
        _endpoint.Received.ShouldAllBe(static request => request.Path == "/hook" && request.Method == "POST");
    }

    [Fact]
    public async Task A_retry_has_the_id_and_the_body_of_the_first_and_a_replay_has_everything_of_it()
    {
        var clock = new ManualClock(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _endpoint.Answer = context =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            context.Response.StatusCode = 200;
            return Task.CompletedTask;
        };
        var vendor = new TestVendor(_http, SigningScheme.Standard, "/hook", clock: clock);

        _ = await vendor.SendTwiceAsync(Sample);
        _ = await vendor.ReplayAsync(Sample);

        string[] signatures = [.. _endpoint.Received.Select(static request => request.Headers["webhook-signature"].ToString())];
        signatures[0].ShouldNotBe(signatures[1]);
        signatures[2].ShouldBe(signatures[3]);
        _endpoint.Received.Select(static request => request.Headers["webhook-id"].ToString()).ShouldAllBe(static id => id == Sample.Id);
        _endpoint.Received.Select(static request => Convert.ToHexString(request.Body.Span)).Distinct().ShouldBe([Convert.ToHexString(Sample.Body.Span)]);
    }

    [Fact]
    public async Task What_is_huge_or_broken_is_signed_as_it_is_sent()
    {
        var vendor = new TestVendor(_http, SigningScheme.Suki, "/hook");

        _ = await vendor.SendHugeAsync(Sample, bytes: 100_000);
        _ = await vendor.SendBrokenAsync(Sample);

        _endpoint.Received.Select(static request => request.Body.Length).ShouldBe([100_000, Sample.Body.Length - 2]);
        _endpoint.Received.ShouldAllBe(static request => WireHeaders.Verify(SigningScheme.Suki, request) == SignatureStatus.Valid);
    }

    [Fact]
    public async Task Many_at_once_are_many_and_reordered_ones_come_last_first()
    {
        var vendor = new TestVendor(_http, SigningScheme.Standard, "/hook");

        _ = await vendor.SendAtOnceAsync(Sample, times: 5);
        _ = await vendor.SendReorderedAsync([Sample, Sample with { Id = "msg_later" }]);

        _endpoint.Received.Select(static request => request.Headers["webhook-id"].ToString()).ShouldBe([.. Enumerable.Repeat(Sample.Id, 5), "msg_later", Sample.Id]);
    }

    [Fact]
    public void Neither_a_secret_nor_a_body_is_printed()
    {
        var request = SignedRequest.Sign(SigningScheme.Suki, TestSecrets.Of(SigningScheme.Suki), Sample.Body, TimeProvider.System.GetUtcNow());

        $"{request} {Sample}".ShouldNotContain("SYNTHETIC");
        Should.Throw<ArgumentException>(static () => SignedRequest.Sign(SigningScheme.Standard, "whsec_***", Sample.Body, default)).Message.ShouldNotContain("***");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _endpoint.DisposeAsync();
    }

    private static SigningScheme SchemeOf(string name) =>
        SigningScheme.TryGet(name, out var scheme) ? scheme : throw new ArgumentException("There is no such scheme.", nameof(name));
}
