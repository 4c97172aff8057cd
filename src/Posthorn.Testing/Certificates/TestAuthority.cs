using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Posthorn.Testing.Certificates;

/// <summary>A certificate authority of the test's own. Nobody trusts it who is not told to.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class TestAuthority : IDisposable
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private const string ForClients = "1.3.6.1.5.5.7.3.2";

    private readonly RSA _key;
    private readonly TimeProvider _clock;

    private TestAuthority(RSA key, X509Certificate2 certificate, TimeProvider clock)
    {
        (_key, Certificate, _clock) = (key, certificate, clock);
    }

    /// <summary>Gets the authority's own certificate, without its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Gets the certificate as a PEM block.</summary>
    public string Pem => Certificate.ExportCertificatePem();

    /// <summary>Makes a root.</summary>
    /// <param name="name">Its common name.</param>
    /// <param name="clock">What its certificates' times are counted from; the system's clock where it is <see langword="null"/>.</param>
    /// <returns>The authority.</returns>
    public static TestAuthority Create(string name = "Posthorn test authority", TimeProvider? clock = null)
    {
        var key = RSA.Create(2048);
        var now = (clock ?? TimeProvider.System).GetUtcNow();
        using var withKey = RequestFor(name, key).CreateSelfSigned(now.AddDays(-30), now.AddDays(30));
        return new TestAuthority(key, X509CertificateLoader.LoadCertificate(withKey.RawData), clock ?? TimeProvider.System);
    }

    /// <summary>Makes an authority below this one.</summary>
    /// <param name="name">Its common name.</param>
    /// <returns>The authority.</returns>
    public TestAuthority CreateIntermediate(string name)
    {
        var key = RSA.Create(2048);
        var now = _clock.GetUtcNow();
        var certificate = RequestFor(name, key).Create(Certificate.SubjectName, Generator(), now.AddDays(-20), now.AddDays(20), SerialNumber());
        return new TestAuthority(key, certificate, _clock);
    }

    /// <summary>Makes a certificate for a server.</summary>
    /// <param name="host">The name it is for.</param>
    /// <param name="request">How it is to differ from a good one.</param>
    /// <returns>The certificate with its key.</returns>
    public X509Certificate2 Issue(string host, LeafRequest? request = null)
    {
        request ??= new LeafRequest();
        var now = _clock.GetUtcNow();
        if (request.RsaBits is { } bits)
        {
            using var rsa = RSA.Create(bits);
            using var signedRsa = Complete(new CertificateRequest($"CN={host}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), host, request)
                .Create(Certificate.SubjectName, Generator(request.Sha1), now + request.From, now + request.Until, SerialNumber());
            return signedRsa.CopyWithPrivateKey(rsa);
        }

        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = Complete(new CertificateRequest($"CN={host}", ecdsa, HashAlgorithmName.SHA256), host, request)
            .Create(Certificate.SubjectName, Generator(request.Sha1), now + request.From, now + request.Until, SerialNumber());
        return signed.CopyWithPrivateKey(ecdsa);
    }

    /// <summary>Makes a certificate that vouches for itself.</summary>
    /// <param name="host">The name it is for.</param>
    /// <param name="clock">What its times are counted from; the system's clock where it is <see langword="null"/>.</param>
    /// <returns>The certificate with its key.</returns>
    public static X509Certificate2 SelfSigned(string host, TimeProvider? clock = null)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = (clock ?? TimeProvider.System).GetUtcNow();
        return Complete(new CertificateRequest($"CN={host}", ecdsa, HashAlgorithmName.SHA256), host, new LeafRequest())
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <summary>Forgets the authority's key.</summary>
    public void Dispose()
    {
        _key.Dispose();
        Certificate.Dispose();
    }

    private static CertificateRequest RequestFor(string authority, RSA key)
    {
        var request = new CertificateRequest($"CN={authority}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return request;
    }

    private static CertificateRequest Complete(CertificateRequest leaf, string host, LeafRequest request)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (System.Net.IPAddress.TryParse(host, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(host);
        }

        leaf.CertificateExtensions.Add(names.Build());
        leaf.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        leaf.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(request.ForClients ? ForClients : ForServers)], false));
        if (request.IssuerUrl is not null || request.RevocationUrl is not null)
        {
            leaf.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(
                request.RevocationUrl is { } ocsp ? [ocsp.ToString()] : null, request.IssuerUrl is { } issuer ? [issuer.ToString()] : null));
        }

        return leaf;
    }

    private static byte[] SerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7F;
        return serial;
    }

    private X509SignatureGenerator Generator(bool sha1 = false)
        => sha1 ? new Sha1Generator(_key) : X509SignatureGenerator.CreateForRSA(_key, RSASignaturePadding.Pkcs1);
}
