using System.Net.Http.Headers;
using Posthorn.Protocol.Signing;

namespace Posthorn.Testing.Vendors;

/// <summary>A notification as it goes over the wire: its body, and the headers that sign it. Immutable.</summary>
public sealed class SignedRequest
{
    private SignedRequest(IReadOnlyList<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body) => (Headers, Body) = (headers, body);

    /// <summary>Gets the headers that the scheme writes.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>Gets the body.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Signs a body, as the sender does for each attempt.</summary>
    /// <param name="scheme">How it is signed, such as <see cref="SigningScheme.Suki"/>.</param>
    /// <param name="secret">The secret, in the form that the scheme takes.</param>
    /// <param name="body">The body. Any bytes: it need not be JSON.</param>
    /// <param name="at">The time of signing.</param>
    /// <param name="messageId">Names the message, where the scheme has a header for it.</param>
    /// <returns>The request.</returns>
    /// <exception cref="ArgumentException">The secret is none of this scheme, or the id is not allowed.</exception>
    public static SignedRequest Sign(SigningScheme scheme, string secret, ReadOnlyMemory<byte> body, DateTimeOffset at, string messageId = "msg_test")
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(secret);
        if (!scheme.TryCreateKey(secret, out var key, out var problem))
        {
            throw new ArgumentException(problem, nameof(secret));
        }

        var signed = scheme.Sign(messageId, at, body.Span, [key]);
        return new([.. Enumerable.Range(0, signed.Count).Select(index => signed[index])], body);
    }

    /// <summary>Takes a request that somebody else has signed, such as a tool of the vendor's.</summary>
    /// <param name="headers">The headers that sign it.</param>
    /// <param name="body">The body.</param>
    /// <returns>The request.</returns>
    public static SignedRequest From(IEnumerable<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body) => new([.. headers], body);

    /// <summary>The same headers over another body, as if somebody had changed it on the way.</summary>
    /// <param name="body">The other body.</param>
    /// <returns>A request whose signature does not hold.</returns>
    public SignedRequest WithBody(ReadOnlyMemory<byte> body) => new(Headers, body);

    /// <summary>The same body without the headers that sign it.</summary>
    /// <returns>A request that nobody has signed.</returns>
    public SignedRequest WithoutHeaders() => new([], Body);

    /// <summary>Makes it ready to be sent, once.</summary>
    /// <param name="path">The path of the route.</param>
    /// <returns>The message.</returns>
    public HttpRequestMessage ToMessage(string path)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.RelativeOrAbsolute)) { Content = new ReadOnlyMemoryContent(Body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in Headers)
        {
            _ = message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    /// <summary>Never the content.</summary>
    /// <returns>How much there is.</returns>
    public override string ToString() => $"{Body.Length} bytes, {Headers.Count} signed headers";
}
