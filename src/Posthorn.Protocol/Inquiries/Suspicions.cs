using System.Globalization;

namespace Posthorn.Protocol.Inquiries;

/// <summary>What is odd about a request, though no signature can prove that it is the reason.</summary>
internal static class Suspicions
{
    public static IEnumerable<Signing.SignatureFinding> Of(CapturedHeaders headers, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            yield return new("body_empty", "The body is empty: was it read before it was verified?");
        }
        else if (BodyEncodings.ContentLength(headers) is { } length && length > body.Length)
        {
            yield return new("body_truncated", string.Create(
                CultureInfo.InvariantCulture, $"Content-Length says {length} bytes, and there are {body.Length}: the body is cut, or was written anew."));
        }

        if (headers.One("Content-Encoding") is { } encoding && encoding.Contains("gzip", StringComparison.OrdinalIgnoreCase)
            && !body.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            yield return new("body_decompressed", "Content-Encoding says gzip, and the body is not: somebody decompressed it, and the signature may be over what was compressed.");
        }

        if (body.Span.IndexOf("\uFFFD"u8) >= 0)
        {
            yield return new("body_replaced", "The body has replacement characters: bytes that were no text were lost when somebody read it as text.");
        }
    }
}
