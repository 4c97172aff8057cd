using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Posthorn.Delivery.Sending;

/// <summary>Reads the file of <c>--egress-ca</c>: one or more certificates, PEM.</summary>
internal static class EgressAuthorities
{
    /// <summary>False where the file cannot serve, and then <paramref name="problem"/> is the sentence to show.</summary>
    public static bool TryLoad(
        string file, [NotNullWhen(true)] out X509Certificate2Collection? authorities, [NotNullWhen(false)] out string? problem)
    {
        authorities = [];
        problem = null;
        try
        {
            authorities.ImportFromPemFile(file);
            if (authorities.Count == 0)
            {
                problem = $"--egress-ca: {file} holds no certificate. It must hold at least one PEM block that begins with -----BEGIN CERTIFICATE-----.";
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = $"--egress-ca: {file} cannot be read. Check that it is there and that this user may read it.";
        }
        catch (CryptographicException)
        {
            problem = $"--egress-ca: {file} holds a certificate that cannot be parsed. Export it again as PEM.";
        }

        authorities = problem is null ? authorities : null;
        return authorities is not null;
    }
}
