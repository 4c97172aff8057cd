using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Posthorn.Delivery.Sending;
using Posthorn.Testing.Checking.Asking;

namespace Posthorn.Cli.Checking.Asking;

/// <summary>What a server shows to whoever says hello. Nothing is sent over these connections, so that any certificate may be looked at.</summary>
internal sealed class Handshake(Uri url, GuardedDialer dialer, X509Certificate2Collection? extraAuthorities)
{
#pragma warning disable CS0618, SYSLIB0039, CA5397 // They are offered to see that they are refused.
    private const SslProtocols Old = SslProtocols.Tls | SslProtocols.Tls11;
#pragma warning restore CS0618, SYSLIB0039, CA5397

    public async Task<TlsReading> ReadAsync(CancellationToken cancellationToken)
    {
        var reading = new TlsReading(Version: null, Failure: null, TakesOld: null, ChainProblem: "there was none", NamesHost: false, default);
        try
        {
            var version = await ShakeAsync(SslProtocols.Tls12 | SslProtocols.Tls13, Look, cancellationToken);
            return reading with { Version = version, TakesOld = await TakesOldAsync(cancellationToken) };
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException)
        {
            return reading with { Failure = "the two did not agree on a version of TLS from 1.2 on" };
        }
        catch (DialFailedException failure)
        {
            return reading with { Failure = failure.Outcome.Code };
        }

        bool Look(X509Certificate2 certificate, X509Chain chain, SslPolicyErrors errors)
        {
            reading = Judge(certificate, chain, errors);
            return true;
        }
    }

    private TlsReading Judge(X509Certificate2 certificate, X509Chain chain, SslPolicyErrors errors)
    {
        string? problem = null;
        try
        {
            // The name has a check of its own.
            _ = new ServerCertificateCheck(extraAuthorities).Check(this, certificate, chain, errors & ~SslPolicyErrors.RemoteCertificateNameMismatch);
        }
        catch (DialFailedException failure)
        {
            problem = failure.Outcome.Code;
        }

        return new(Version: null, Failure: null, TakesOld: null, problem, !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch), new DateTimeOffset(certificate.NotAfter));
    }

    /// <summary>Null where this machine's own policy keeps it from offering them: then the failure is ours.</summary>
    private async Task<bool?> TakesOldAsync(CancellationToken cancellationToken)
    {
        try
        {
            _ = await ShakeAsync(Old, static (_, _, _) => true, cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or DialFailedException or PlatformNotSupportedException)
        {
            return failure.ToString().Contains("no protocols available", StringComparison.OrdinalIgnoreCase) ? null : false;
        }
    }

    private async Task<string> ShakeAsync(SslProtocols protocols, Func<X509Certificate2, X509Chain, SslPolicyErrors, bool> goOn, CancellationToken cancellationToken)
    {
        await using var line = await dialer.ConnectAsync(new Destination(url.IdnHost, url.Port, Tls: true), cancellationToken);
        await using var tls = new SslStream(line, leaveInnerStreamOpen: true);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = url.IdnHost,
                EnabledSslProtocols = protocols,
                CertificateChainPolicy = ServerCertificateCheck.Policy(),
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => certificate is X509Certificate2 shown && chain is not null && goOn(shown, chain, errors),
            },
            cancellationToken);
        return tls.SslProtocol == SslProtocols.Tls13 ? "TLS 1.3" : "TLS 1.2";
    }
}
