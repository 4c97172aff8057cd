using System.Text;
using Posthorn.Protocol.Signing;

namespace Posthorn.Testing.Vendors;

/// <summary>Secrets in the form that each scheme expects. Everybody knows them: they sign tests and nothing else.</summary>
public static class TestSecrets
{
    /// <summary>The secret that a test configures.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <returns>The same text, always.</returns>
    public static string Of(SigningScheme scheme) => Make(scheme, "test-secret-that-everybody-knows");

    /// <summary>One that it does not configure, for requests that somebody else has signed; or the second one of a rotation.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <returns>The same text, always; another than <see cref="Of"/>.</returns>
    public static string OtherOf(SigningScheme scheme) => Make(scheme, "other-secret-that-everybody-knows");

    private static string Make(SigningScheme scheme, string words)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return scheme.GenerateSecret(count => Encoding.ASCII.GetBytes(words[..count]));
    }
}
