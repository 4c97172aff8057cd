using System.Net;
using Posthorn.Gateway.Tests.Running;
using Posthorn.Testing.Certificates;
using Posthorn.Testing.Endpoints;

namespace Posthorn.Gateway.Tests.Forwarding;

/// <summary>What answers here speaks TLS and not AMQP: so a certificate that is believed ends as a connection that was closed.</summary>
public sealed class BrokerCertificateTests : IDisposable
{
    private readonly TestAuthority _authority = TestAuthority.Create();
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"posthorn-{Path.GetRandomFileName()}.pem");

    public void Dispose()
    {
        _authority.Dispose();
        File.Delete(_file);
    }

    [Theory]
    [InlineData("localhost", false, "tls_unknown_authority")]
    [InlineData("localhost", true, "broker_closed")]
    [InlineData("broker.example", true, "tls_wrong_host")]
    public async Task A_broker_is_spoken_to_only_when_its_certificate_says_who_it_is(string certificateOf, bool trusted, string outcome)
    {
        using var certificate = _authority.Issue(certificateOf);
        await using var server = await TestEndpoint.StartAsync(certificate);
        await File.WriteAllTextAsync(_file, _authority.Pem, TestContext.Current.CancellationToken);
        var destination = $"""
              broker:
                from: [suki]
                schedule: [1, 1]
                rabbitmq:
                  uri: amqps://localhost:{server.Address.Port}
                  exchange: amq.topic
            """;
        await using var gateway = await GatewayBed.StartAsync(destination, egress: trusted ? $"authorities: {_file}" : "allow: []");

        (await gateway.Suki.PostAsync(Sender.Session("one"))).ShouldBe(HttpStatusCode.OK);

        await gateway.Log.UntilAttemptAsync(outcome, "retry");
    }
}
