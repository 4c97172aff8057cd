using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Posthorn.Delivery.Sending;
using Posthorn.Testing;
using Posthorn.Testing.Certificates;
using Posthorn.Testing.Endpoints;
using static Posthorn.Delivery.Sending.AttemptOutcome;

namespace Posthorn.Delivery.Tests.Sending;

public sealed class TlsTests : IDisposable
{
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private readonly TestAuthority _authority = TestAuthority.Create();
    private readonly Sender _sender;

    public TlsTests() => _sender = new Sender(Sender.Trusting(_authority.Certificate));

    public void Dispose()
    {
        _sender.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task F_N12_a_good_certificate_of_an_added_authority_is_accepted()
    {
        await using var endpoint = Secure(_authority.Issue(Sender.Host));

        (await _sender.SendAsync(Sender.Secure(endpoint.Address))).Code.ShouldBe("answered_200");
    }

    [Fact]
    public async Task F_N12_an_expired_certificate_is_refused_and_nothing_is_sent()
        => await ShouldRefuse(_authority.Issue(Sender.Host, new LeafRequest { Until = TimeSpan.FromHours(-1) }), FailureReasons.TlsExpired);

    [Fact]
    public async Task F_N12_a_certificate_of_tomorrow_is_refused_and_nothing_is_sent()
        => await ShouldRefuse(_authority.Issue(Sender.Host, new LeafRequest { From = TimeSpan.FromHours(1) }), FailureReasons.TlsNotYetValid);

    [Theory]
    [InlineData("other.example.com")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("*.com")]
    public async Task F_N12_A_S15_a_certificate_for_another_name_or_for_the_address_is_refused_and_nothing_is_sent(string host)
        => await ShouldRefuse(_authority.Issue(host), FailureReasons.TlsWrongHost);

    [Fact]
    public async Task F_N12_a_certificate_that_vouches_for_itself_is_refused_and_nothing_is_sent()
        => await ShouldRefuse(TestAuthority.SelfSigned(Sender.Host), FailureReasons.TlsUnknownAuthority);

    [Fact]
    public async Task F_N12_a_certificate_of_an_unknown_authority_is_refused_and_nothing_is_sent()
    {
        // Of the same name as the one that is trusted: the key decides.
        using var stranger = TestAuthority.Create();
        await ShouldRefuse(stranger.Issue(Sender.Host), FailureReasons.TlsUnknownAuthority);
    }

    [Fact]
    public async Task F_N12_without_added_authorities_only_the_systems_are_trusted()
    {
        using var sender = new Sender();
        await using var endpoint = Secure(_authority.Issue(Sender.Host));

        (await sender.SendAsync(Sender.Secure(endpoint.Address))).ShouldBe(new Unreachable(FailureReasons.TlsUnknownAuthority, Ambiguous: false));
    }

    [Fact]
    public async Task F_N12_a_certificate_for_clients_is_refused_and_nothing_is_sent()
        => await ShouldRefuse(_authority.Issue(Sender.Host, new LeafRequest { ForClients = true }), FailureReasons.TlsFailed);

    // Judged without a handshake: no server here will show such a certificate.
    [Theory]
    [InlineData(1024, false, FailureReasons.TlsWeakCertificate)]
    [InlineData(2048, true, FailureReasons.TlsWeakCertificate)]
    [InlineData(2048, false, null)]
    public void F_N12_a_short_rsa_key_and_a_signature_over_sha_1_are_refused(int rsaBits, bool sha1, string? reason)
    {
        using var certificate = _authority.Issue(Sender.Host, new LeafRequest { RsaBits = rsaBits, Sha1 = sha1 });
        using var chain = new X509Chain { ChainPolicy = ServerCertificateCheck.Policy() };
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_authority.Certificate);
        chain.Build(certificate).ShouldBeTrue();

        string? Refusal()
        {
            try
            {
                new ServerCertificateCheck(extraAuthorities: null).Check(this, certificate, chain, SslPolicyErrors.None).ShouldBeTrue();
                return null;
            }
            catch (DialFailedException exception)
            {
                return exception.Outcome.Code;
            }
        }

        Refusal().ShouldBe(reason);
    }

    [Fact]
    public async Task F_N12_a_chain_through_an_intermediate_is_accepted_when_the_endpoint_sends_it()
    {
        using var intermediate = _authority.CreateIntermediate("Posthorn test intermediate");
        var context = SslStreamCertificateContext.Create(intermediate.Issue(Sender.Host), [intermediate.Certificate], offline: true);
        await using var endpoint = RawEndpoint.Start(RawEndpoint.Always(Answer), new SslServerAuthenticationOptions { ServerCertificateContext = context });

        (await _sender.SendAsync(Sender.Secure(endpoint.Address))).Code.ShouldBe("answered_200");
    }

    [Fact]
    public async Task A_S11_a_certificate_cannot_make_us_fetch_its_issuer_or_its_revocation()
    {
        await using var target = RawEndpoint.Start(RawEndpoint.Always(Answer));
        var url = new Uri($"http://127.0.0.1:{target.Address.Port}/ca.cer");
        using var intermediate = _authority.CreateIntermediate("Posthorn test intermediate");

        await ShouldRefuse(
            intermediate.Issue(Sender.Host, new LeafRequest { IssuerUrl = url, RevocationUrl = url }), FailureReasons.TlsUnknownAuthority);

        target.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task F_N12_tls_of_this_century_is_spoken(SslProtocols protocols)
    {
        await using var endpoint = Secure(_authority.Issue(Sender.Host), protocols);

        (await _sender.SendAsync(Sender.Secure(endpoint.Address))).Code.ShouldBe("answered_200");
    }

    [Fact]
    public async Task F_N12_an_endpoint_that_answers_with_tls_1_1_is_refused()
    {
        // A ServerHello of version 3.2, since no library here offers that any more.
        byte[] body = [0x03, 0x02, .. new byte[32], 0x00, 0xC0, 0x13, 0x00];
        byte[] handshake = [0x02, 0x00, 0x00, (byte)body.Length, .. body];
        await ShouldFailHandshake([0x16, 0x03, 0x02, 0x00, (byte)handshake.Length, .. handshake], FailureReasons.TlsProtocol);
    }

    [Fact]
    public async Task F_N12_an_endpoint_that_refuses_our_versions_by_an_alert_is_told_apart()
        => await ShouldFailHandshake([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 70], FailureReasons.TlsProtocol);

    [Fact]
    public async Task F_N12_plain_http_on_a_tls_port_is_told_apart()
        => await ShouldFailHandshake("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), FailureReasons.TlsProtocol);

    [Fact]
    public async Task F_N12_a_handshake_alert_of_another_kind_is_a_failure()
        => await ShouldFailHandshake([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 40], FailureReasons.TlsFailed);

    [Fact]
    public async Task F_N12_an_odd_choice_of_protocol_is_no_reason_to_send()
    {
        await using var endpoint = RawEndpoint.Start(RawEndpoint.Always(Answer), new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(_authority.Issue(Sender.Host), additionalCertificates: null, offline: true),
            ApplicationProtocols = [new SslApplicationProtocol("spdy/3")],
        });

        (await _sender.SendAsync(Sender.Secure(endpoint.Address))).ShouldBeOfType<Unreachable>().Ambiguous.ShouldBeFalse();
        endpoint.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task F_N12_a_handshake_that_stalls_is_bounded_by_the_deadline()
    {
        var clock = new HandFiredClock(DateTimeOffset.UnixEpoch);
        using var sender = new Sender(clock: clock);
        var gate = new Gate();
        await using var endpoint = RawEndpoint.Start(async connection =>
        {
            await connection.ReadSomeAsync();
            await gate.PassAsync(connection.Stop);
        });

        var sending = sender.SendAsync(Sender.Secure(endpoint.Address));
        await gate.Reached;
        clock.Fire(TimeSpan.FromSeconds(30)).ShouldBe(1);

        (await sending).ShouldBe(new TimedOut(SendPhases.Tls, Ambiguous: false));
    }

    [Fact]
    public async Task F_N12_a_handshake_that_stalls_is_bounded_by_the_connect_limit_as_well()
    {
        using var sender = new Sender(Sender.LoopbackAllowed with { ConnectTimeout = TimeSpan.FromMilliseconds(300) });
        await using var endpoint = RawEndpoint.Start(connection => connection.WaitForCloseAsync());

        (await sender.SendAsync(Sender.Secure(endpoint.Address))).ShouldBe(new TimedOut(SendPhases.Tls, Ambiguous: false));
    }

    // Offline, or the server would itself look for the issuer of its certificate.
    private static RawEndpoint Secure(X509Certificate2 certificate, SslProtocols protocols = SslProtocols.None)
        => RawEndpoint.Start(RawEndpoint.Always(Answer), new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true),
            EnabledSslProtocols = protocols,
        });

    private async Task ShouldRefuse(X509Certificate2 certificate, string reason)
    {
        await using var endpoint = Secure(certificate);

        (await _sender.SendAsync(Sender.Secure(endpoint.Address))).ShouldBe(new Unreachable(reason, Ambiguous: false));

        endpoint.Requests.ShouldBeEmpty();
    }

    private async Task ShouldFailHandshake(byte[] answer, string reason)
    {
        await using var endpoint = RawEndpoint.Start(async connection =>
        {
            await connection.ReadSomeAsync();
            await connection.WriteAsync(answer);
            await connection.WaitForCloseAsync();
        });

        (await _sender.SendAsync(Sender.Secure(endpoint.Address))).ShouldBe(new Unreachable(reason, Ambiguous: false));
    }
}
