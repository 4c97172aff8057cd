using System.Globalization;
using System.Text;
using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Loading;

/// <summary>A whole publish request as bytes, in which only the event's mark changes.</summary>
internal sealed class EventTemplate
{
    private static readonly EventMark Placeholder = new(Run: 0, Sequence: 0);

    private readonly byte[] _request;
    private readonly int _markAt;

    private EventTemplate(byte[] request)
    {
        _request = request;
        _markAt = request.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Placeholder.ToString()));
    }

    public int Length => _request.Length;

    public static EventTemplate For(Target target, Uri server, int payloadBytes)
    {
        var body = Body(target.EventType, payloadBytes);
        var authorization = target.Key is null ? "" : $"Authorization: Bearer {target.Key}\r\n";
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST {target.Path} HTTP/1.1\r\nHost: {server.Authority}\r\n{authorization}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        return new([.. Encoding.ASCII.GetBytes(head), .. body]);
    }

    /// <summary>A template of a body alone.</summary>
    public static EventTemplate Of(byte[] body) => new([.. body]);

    /// <summary>The body of a publish call for an event that nobody ever spoke: obviously synthetic, of a realistic shape and size.</summary>
    public static byte[] Body(string eventType, int payloadBytes)
    {
        var data = Data(eventType, Placeholder, "");
        var text = Filler(Math.Max(0, payloadBytes - data.Length));
        return Encoding.ASCII.GetBytes($$"""{"type":"{{eventType}}","data":{{Data(eventType, Placeholder, text)}}}""");
    }

    public static string Data(string eventType, EventMark mark, string text) => eventType switch
    {
        SullyTypes.NoteSucceeded => $$$"""
            {"id":"{{{mark}}}","status":"completed","payload":{"json":{"subjective":{"chiefComplaint":"synthetic complaint"},"objective":"none","assessment":"load measurement","plan":"no patient exists"},"markdown":"## Subjective\nSynthetic. {{{text}}}"},"timestamp":{"start":1706123456789,"complete":1706123459123}}
            """,
        SullyTypes.TranscriptionSucceeded => $$$"""
            {"transcriptionId":"{{{mark}}}","status":"completed","payload":{"transcription":"Clinician: this is a synthetic recording.\nPatient: no patient exists. {{{text}}}"}}
            """,
        _ => throw new ArgumentOutOfRangeException(nameof(eventType), eventType, "The load has no data of this type."),
    };

    public void Write(Span<byte> destination, EventMark mark)
    {
        _request.CopyTo(destination);
        mark.Write(destination[_markAt..]);
    }

    private static string Filler(int length)
    {
        const string Sentence = "The quick synthetic note jumps over the lazy transcript. ";
        return string.Concat(Enumerable.Repeat(Sentence, (length / Sentence.Length) + 1))[..length];
    }
}
