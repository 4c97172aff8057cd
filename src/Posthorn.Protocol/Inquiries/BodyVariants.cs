namespace Posthorn.Protocol.Inquiries;

/// <summary>What frameworks and proxies make of a body, and so what may have been signed instead of what came.</summary>
internal static class BodyVariants
{
    private const int LongestRewritten = 1024 * 1024;

    public static IEnumerable<BodyCandidate> Of(ReadOnlyMemory<byte> body, CapturedHeaders headers)
    {
        yield return new(body, []);
        IEnumerable<(ReadOnlyMemory<byte> Bytes, Cause Cause)> others = [.. BodyEdges.Of(body), .. BodyEncodings.Of(body, headers)];
        if (body.Length <= LongestRewritten)
        {
            others = others.Concat(BodyWrappings.Of(body)).Concat(BodyRewritings.Of(body));
        }

        foreach (var (bytes, cause) in others)
        {
            if (!bytes.Span.SequenceEqual(body.Span))
            {
                yield return new(bytes, [cause]);
            }
        }
    }
}
