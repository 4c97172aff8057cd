using System.Text;
using Posthorn.Bench.Loading;
using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Tests;

public sealed class EventTemplateTests
{
    private const string Secret = "bench-0123456789abcdef";

    private static readonly Uri Receiver = new("http://127.0.0.1:9000");

    [Fact]
    public void A_receiver_gets_each_event_signed_over_the_body_that_is_sent()
    {
        var target = new Target("/webhooks/sully", "", Key: null, SullyTypes.NoteSucceeded) { Secret = Secret };
        var template = EventTemplate.For(target, Receiver, payloadBytes: 100);
        var request = new byte[template.Length];
        Span<char> signature = stackalloc char[SullySignature.MaxLength];

        foreach (var sequence in new[] { 1, 2 })
        {
            template.Write(request, new(Run: 7, sequence));
            template.Sign(request, DateTimeOffset.FromUnixTimeSeconds(1_800_000_000 + sequence));

            var text = Encoding.ASCII.GetString(request);
            var body = text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
            var length = SullySignature.Write(signature, Encoding.UTF8.GetBytes(Secret), 1_800_000_000 + sequence, Encoding.ASCII.GetBytes(body));
            text.ShouldContain($"\r\nx-sully-signature: {signature[..length]}\r\n");
            body.ShouldContain(new EventMark(7, sequence).ToString());
        }
    }

    [Fact]
    public void A_server_gets_a_key_and_no_signature()
    {
        var template = EventTemplate.For(new("/v1/events", "p", "key", SullyTypes.NoteSucceeded), Receiver, payloadBytes: 100);
        var request = new byte[template.Length];
        template.Write(request, new(Run: 7, Sequence: 1));
        template.Sign(request, DateTimeOffset.UnixEpoch);

        var text = Encoding.ASCII.GetString(request);
        text.ShouldContain("Authorization: Bearer key\r\n");
        text.ShouldNotContain("signature");
    }
}
