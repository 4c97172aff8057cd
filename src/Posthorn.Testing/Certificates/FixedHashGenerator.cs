using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Posthorn.Testing.Certificates;

/// <summary>Signs with a hash other than the one the request names.</summary>
internal sealed class FixedHashGenerator(X509SignatureGenerator inner, HashAlgorithmName hash) : X509SignatureGenerator
{
    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => inner.GetSignatureAlgorithmIdentifier(hash);

    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => inner.SignData(data, hash);

    protected override PublicKey BuildPublicKey() => inner.PublicKey;
}
