using System.Security.Cryptography.X509Certificates;
using Posthorn.Cli.Checking.Asking;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Certificates;
using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Tests.Checking;

/// <summary>The line between the two, over real TLS.</summary>
public sealed class TransportTests : IDisposable
{
    private static readonly string[] OfTls = ["https", "tls-version", "certificate-chain", "certificate-host", "certificate-days", "http2", "header-twice"];

    private readonly TestAuthority _authority = TestAuthority.Create();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_good_certificate_and_HTTP_2_pass()
    {
        var report = await CheckAsync(_authority.Issue("localhost", new() { Until = TimeSpan.FromDays(90) }), [_authority.Certificate]);

        report.Failed.ShouldBeEmpty(report.ToString());
        report.Results.ShouldAllBe(static one => one.Outcome == CheckOutcome.Passed);
        report.Results.Single(static one => one.Id == "certificate-days").Finding.ShouldStartWith("The certificate is good for 89");
    }

    [Fact]
    public async Task A_certificate_that_soon_ends_is_told_of() =>
        (await CheckAsync(_authority.Issue("localhost", new() { Until = TimeSpan.FromDays(3) }), [_authority.Certificate]))
            .Failed.Select(static one => one.Id).ShouldBe(["certificate-days"]);

    [Fact]
    public async Task A_certificate_of_another_host_is_told_of() =>
        (await CheckAsync(_authority.Issue("elsewhere.example", new() { Until = TimeSpan.FromDays(90) }), [_authority.Certificate]))
            .Failed.Select(static one => one.Id).ShouldBe(["valid-accepted", "certificate-host"]);

    [Fact]
    public async Task An_authority_that_nobody_knows_is_told_of()
    {
        var report = await CheckAsync(_authority.Issue("localhost", new() { Until = TimeSpan.FromDays(90) }), []);

        report.Failed.Select(static one => one.Id).ShouldBe(["valid-accepted", "certificate-chain"]);
        report.Results.Single(static one => one.Id == "certificate-chain").Finding.ShouldContain("tls_unknown_authority");
    }

    private static async Task<CheckReport> CheckAsync(X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        using var shown = certificate;
        await using var receiver = await HandwrittenReceiver.StartAsync(Profile.Suki, new Habits(), shown);
        using var target = RemoteTarget.At(receiver.Url, TimeProvider.System, authorities);
        var options = new CheckOptions { Profile = Profile.Suki, Secret = receiver.Secret, Only = OfTls };
        return await CheckRunner.RunAsync(target, options, starting: null, done: null, TestContext.Current.CancellationToken);
    }
}
