using System.Buffers;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Documentation;

/// <summary>The code of docs/protocol.md, compiled and run. A test finds each block of the document here, word for word.</summary>
internal static class Snippets
{
    internal static int Receive(
        string secret, IEnumerable<KeyValuePair<string, string>> headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (!SigningScheme.Sully.TryCreateKey(secret, out var key, out var problem))
        {
            throw new InvalidOperationException(problem);
        }

        var verdict = SigningScheme.Sully.Verify(new HeaderPairs(headers), body, [key], now, SigningScheme.Sully.DefaultTolerance);
        return verdict.IsValid ? 200 : 403;
    }

    internal static SignedHeaders Send(
        string messageId, DateTimeOffset occurredAt, DateTimeOffset now, ReadOnlySpan<byte> data, SigningKey key)
    {
        var output = new ArrayBufferWriter<byte>();
        if (!Profile.Standard.TryRender("session.completed", occurredAt, data, output, out var problem))
        {
            throw new ArgumentException($"{problem.Pointer}: {problem.Message}", nameof(data));
        }

        var headers = Profile.Standard.Scheme.Sign(messageId, now, output.WrittenSpan, [key]);
        return headers;
    }
}
