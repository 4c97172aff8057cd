using Posthorn.Protocol.Signing;
using Posthorn.Testing.Endpoints;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Rehearsal;

/// <summary>The headers of a request, for a verification with the secret that tests share.</summary>
internal readonly struct WireHeaders(IEnumerable<KeyValuePair<string, string>> headers) : IHeaderLookup
{
    public HeaderValue Find(string name)
    {
        var value = headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        return value is null ? HeaderValue.Missing : new(value);
    }

    public static SignatureStatus Verify(SigningScheme scheme, ReceivedRequest request) =>
        Verify(scheme, request.Headers.Select(static header => KeyValuePair.Create(header.Key, header.Value.ToString())), request.Body);

    public static SignatureStatus Verify(SigningScheme scheme, SignedRequest request) => Verify(scheme, request.Headers, request.Body);

    private static SignatureStatus Verify(SigningScheme scheme, IEnumerable<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body)
    {
        scheme.TryCreateKey(TestSecrets.Of(scheme), out var key, out _).ShouldBeTrue();
        return scheme.Verify(new WireHeaders(headers), body.Span, [key!], TimeProvider.System.GetUtcNow(), scheme.DefaultTolerance).Status;
    }
}
