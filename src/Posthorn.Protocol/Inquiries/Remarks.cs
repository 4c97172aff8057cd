using System.Globalization;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Inquiries;

/// <summary>What is worth to know of a signature that is valid.</summary>
internal static class Remarks
{
    public static IEnumerable<SignatureFinding> Of(SigningScheme scheme, CapturedHeaders headers, int number)
    {
        if (number > 1)
        {
            yield return new("secret_other", string.Create(CultureInfo.InvariantCulture, $"The signature was made with secret number {number}, not with the first."))
            {
                SecretNumber = number,
            };
        }

        var texts = headers.All(scheme.Row.SignatureHeader).SelectMany(ReceivedDigests.Texts);
        if (scheme.Row.Encoding == DigestEncoding.Hex && texts.Any(static text => DigestSpelling.Read(text)?.Spelling == "hex in capitals"))
        {
            yield return new("digest_capitals", "The signature is written in capital letters. It is valid here; a receiver that compares texts refuses it.");
        }
    }
}
