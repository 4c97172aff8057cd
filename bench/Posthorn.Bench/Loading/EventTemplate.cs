using System.Globalization;
using System.Text;
using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Loading;

/// <summary>A whole publish request as bytes, in which only the event's mark changes.</summary>
internal sealed class EventTemplate
{
    private static readonly EventMark Placeholder = new(Run: 0, Sequence: 0);

    // Of any ten-digit time; the value is written anew with each request.
    private static readonly string NoSignature = $"t=0000000000,v1={new string('0', 64)}";

    private readonly byte[] _request;
    private readonly int _markAt;
    private readonly int _signatureAt;
    private readonly int _bodyAt;
    private readonly byte[]? _secret;

    private EventTemplate(byte[] request, string? secret = null)
    {
        _request = request;
        _secret = secret is null ? null : Encoding.UTF8.GetBytes(secret);
        _signatureAt = request.AsSpan().IndexOf(Encoding.ASCII.GetBytes(NoSignature));
        _bodyAt = request.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        _markAt = request.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Placeholder.ToString()));
    }

    public int Length => _request.Length;

    public static EventTemplate For(Target target, Uri server, int payloadBytes)
    {
        var body = Body(target.EventType, payloadBytes);
        var authorization = target.Key is null ? "" : $"Authorization: Bearer {target.Key}\r\n";
        var signature = target.Secret is null ? "" : $"{SullySignature.Header}: {NoSignature}\r\n";
        var head = $"POST {target.Path} HTTP/1.1\r\nHost: {server.Authority}\r\n{authorization}{signature}"
            + string.Create(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        return new([.. Encoding.ASCII.GetBytes(head), .. body], target.Secret);
    }

    /// <summary>A template of a body alone.</summary>
    public static EventTemplate Of(byte[] body) => new([.. body]);

    /// <summary>The body of a publish call for an event that never was: obviously synthetic, of a realistic shape and size.</summary>
    public static byte[] Body(string eventType, int payloadBytes)
    {
        var text = Filler(Math.Max(0, payloadBytes - SyntheticData.Of(eventType, Placeholder, "").Length));
        return Encoding.ASCII.GetBytes($$"""{"type":"{{eventType}}","data":{{SyntheticData.Of(eventType, Placeholder, text)}}}""");
    }

    public void Write(Span<byte> destination, EventMark mark)
    {
        _request.CopyTo(destination);
        mark.Write(destination[_markAt..]);
    }

    /// <summary>Signs what <see cref="Write"/> wrote, as a vendor does; nothing where the target wants no signature.</summary>
    public void Sign(Span<byte> request, DateTimeOffset at)
    {
        if (_secret is not null)
        {
            Span<char> signature = stackalloc char[SullySignature.MaxLength];
            var length = SullySignature.Write(signature, _secret, at.ToUnixTimeSeconds(), request[_bodyAt..]);
            _ = Encoding.ASCII.GetBytes(signature[..length], request[_signatureAt..]);
        }
    }

    private static string Filler(int length)
    {
        const string Sentence = "The quick synthetic note jumps over the lazy transcript. ";
        return string.Concat(Enumerable.Repeat(Sentence, (length / Sentence.Length) + 1))[..length];
    }
}
