using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Posthorn.Delivery.Sending;

/// <summary>Whether an endpoint is who its URL says. Adds authorities to the system's; takes nothing away, and cannot be switched off.</summary>
internal sealed class ServerCertificateCheck(X509Certificate2Collection? extraAuthorities)
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private const string Sha1Rsa = "1.2.840.113549.1.1.5";
    private const string Sha1Ecdsa = "1.2.840.10045.4.1";
    private const int LeastRsaBits = 2048;
    private const X509ChainStatusFlags NotOurs =
        X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;

    /// <summary>
    /// Nothing is fetched to judge a certificate: whoever wrote it wrote the addresses in it too, and would choose whom we call.
    /// The price is that a revoked certificate passes.
    /// </summary>
    public static X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(ForServers));
        return policy;
    }

    /// <exception cref="DialFailedException">In place of false, to say why.</exception>
    public bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        => ReasonToRefuse(certificate as X509Certificate2, chain, errors) is { } reason
            ? throw new DialFailedException(new AttemptOutcome.Unreachable(reason, Ambiguous: false))
            : true;

    private string? ReasonToRefuse(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || chain is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return FailureReasons.TlsFailed;
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && WhyUntrusted(certificate, chain) is { } reason)
        {
            return reason;
        }

        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? FailureReasons.TlsWrongHost
            : IsWeak(chain) ? FailureReasons.TlsWeakCertificate
            : null;
    }

    private string? WhyUntrusted(X509Certificate2 certificate, X509Chain chain)
    {
        if (extraAuthorities is not { Count: > 0 })
        {
            return ReasonOf(chain, certificate);
        }

        using var ours = new X509Chain { ChainPolicy = Policy() };
        ours.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        ours.ChainPolicy.CustomTrustStore.AddRange(extraAuthorities);
        ours.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
        return ours.Build(certificate) ? null : ReasonOf(ours, certificate);
    }

    private static string ReasonOf(X509Chain chain, X509Certificate2 certificate)
    {
        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return chain.ChainPolicy.VerificationTime < certificate.NotBefore ? FailureReasons.TlsNotYetValid : FailureReasons.TlsExpired;
        }

        // An issuer of the right name with another key shows as a signature that does not fit.
        return (status & NotOurs) != X509ChainStatusFlags.NoError
            ? FailureReasons.TlsUnknownAuthority
            : FailureReasons.TlsFailed;
    }

    // The root's own signature proves nothing, so its hash does not matter.
    private static bool IsWeak(X509Chain chain)
    {
        for (var i = 0; i < chain.ChainElements.Count; i++)
        {
            var certificate = chain.ChainElements[i].Certificate;
            using var rsa = certificate.GetRSAPublicKey();
            var isRoot = i > 0 && i == chain.ChainElements.Count - 1;
            if (rsa?.KeySize < LeastRsaBits || (!isRoot && certificate.SignatureAlgorithm.Value is Sha1Rsa or Sha1Ecdsa))
            {
                return true;
            }
        }

        return false;
    }
}
