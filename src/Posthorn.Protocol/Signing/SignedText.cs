using System.Text;

namespace Posthorn.Protocol.Signing;

/// <summary>
/// The template of what is signed: <c>{id}</c>, <c>{ts}</c> and literals, then <c>{body}</c>, always last. What stands before the body
/// is written apart, so that the body is never copied.
/// </summary>
internal sealed class SignedText
{
    /// <summary>Room for the text before the body: the longest id, the longest timestamp, and the literals.</summary>
    internal const int MaxHeadBytes = MessageIds.MaxLength + Timestamps.MaxLength + 32;

    private const string Body = "{body}";

    private readonly List<Segment> _segments = [];

    private SignedText(string template) => Template = template;

    private enum SegmentKind
    {
        Literal,
        Id,
        Timestamp,
    }

    /// <summary>As it was parsed.</summary>
    internal string Template { get; }

    /// <summary>Whether the id of the message is signed, and must therefore be read back from its header.</summary>
    internal bool UsesId { get; private set; }

    internal static SignedText Parse(string template)
    {
        if (!template.EndsWith(Body, StringComparison.Ordinal))
        {
            throw new ArgumentException("The body is what a template ends with.", nameof(template));
        }

        var text = new SignedText(template);
        var rest = template.AsSpan(0, template.Length - Body.Length);
        while (!rest.IsEmpty)
        {
            rest = rest[text.AddFirstOf(rest)..];
        }

        return text;
    }

    /// <summary>
    /// Writes what stands before the body and says how many bytes that is. Id and timestamp are ASCII: both were checked.
    /// </summary>
    internal int WriteHead(ReadOnlySpan<char> id, ReadOnlySpan<char> timestamp, Span<byte> head)
    {
        var written = 0;
        foreach (var segment in _segments)
        {
            var source = segment.Kind switch
            {
                SegmentKind.Id => id,
                SegmentKind.Timestamp => timestamp,
                _ => segment.Literal,
            };
            written += Encoding.ASCII.GetBytes(source, head[written..]);
        }

        return written;
    }

    private int AddFirstOf(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("{id}", StringComparison.Ordinal))
        {
            UsesId = true;
            _segments.Add(new(SegmentKind.Id, ""));
            return "{id}".Length;
        }

        if (rest.StartsWith("{ts}", StringComparison.Ordinal))
        {
            _segments.Add(new(SegmentKind.Timestamp, ""));
            return "{ts}".Length;
        }

        var length = rest.IndexOf('{') is var next and >= 0 ? next : rest.Length;
        if (length == 0)
        {
            throw new ArgumentException("A template knows {id}, {ts} and {body}.", nameof(rest));
        }

        _segments.Add(new(SegmentKind.Literal, rest[..length].ToString()));
        return length;
    }

    private readonly record struct Segment(SegmentKind Kind, string Literal);
}
