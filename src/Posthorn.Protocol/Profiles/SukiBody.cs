using System.Buffers;
using System.Text;
using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Protocol.Profiles;

/// <summary>
/// Suki: one flat object whose <c>status</c> decides its other members. Documented members and nothing else, in the order of the
/// vendor's tables; values are copied as they were given.
/// </summary>
internal sealed class SukiBody : BodyFormat
{
    private static readonly Shape Link = Shape.Closed(
        Shape.Required("href", Shape.FilledText),
        Shape.Optional("method", Shape.Text),
        Shape.Optional("name", Shape.Text),
        Shape.Optional("type", Shape.Text));

    private static readonly ShapeMember[] OfAll =
    [
        Shape.Required("session_id", Shape.FilledText),
        Shape.Required("encounter_id", Shape.FilledText),
    ];

    private static readonly ShapeMember[] OfSuccess =
    [
        Shape.Optional("sessions", Shape.ListOf(Shape.Text)),
        Shape.Optional("additional_info", Shape.Open()),
        Shape.Optional("links", Shape.MapOf(Shape.ListOf(Link))),
    ];

    private static readonly ShapeMember[] OfFailure =
    [
        Shape.Required("error_code", Shape.FilledText),
        Shape.Optional("error_detail", Shape.Text),
    ];

    /// <summary>Tells our readers which product the session belongs to; the vendor's body has no member for it.</summary>
    private static readonly ShapeMember Kind = Shape.Optional("kind", Shape.OneOf("ambient", "form_filling"));

    private readonly Dictionary<string, Row> _rows;
    private readonly SukiStatusNames _names;

    internal SukiBody(SukiStatusNames names)
    {
        if (!names.CanBeToldApart())
        {
            throw new ArgumentException("Status names are filled, and differ from each other and from success and failure.", nameof(names));
        }

        _names = names;
        _rows = new(StringComparer.Ordinal)
        {
            [Profiles.EventTypes.SessionCompleted] = new("success", [.. OfAll, .. OfSuccess]),
            [Profiles.EventTypes.SessionFailed] = new("failure", [.. OfAll, .. OfFailure]),
            [Profiles.EventTypes.SessionTimedOut] = new(names.TimedOut, OfAll),
            [Profiles.EventTypes.SessionCancelled] = new(names.Cancelled, OfAll),
        };
    }

    internal override IReadOnlyList<string> EventTypes => Profiles.EventTypes.OfSessions;

    internal override bool TryRender(
        string eventType, DateTimeOffset occurredAt, ReadOnlySpan<byte> data, IBufferWriter<byte> output, out RenderProblem problem)
    {
        var row = _rows[eventType];
        Span<Range> places = stackalloc Range[ShapeCheck.MaxMembers];
        places.Clear();
        if (!ShapeCheck.TryRead(data, row.Shape, places, out problem))
        {
            return false;
        }

        output.Write(row.Start);
        for (var i = 0; i < row.Leads.Length; i++)
        {
            var value = data[places[i]];
            if (value.IsEmpty && row.IsErrorDetail(i))
            {
                // The body of a failure has exactly five members; the detail is "if any", so that there may be none to copy.
                value = "\"\""u8;
            }

            if (!value.IsEmpty)
            {
                output.Write(row.Leads[i]);
                output.Write(value);
            }
        }

        output.Write("}"u8);
        return true;
    }

    internal override Notification Read(JsonElement root) => SukiReading.Read(root, _names);

    /// <summary>One event type: what the body starts with, and what stands before the value of each member that is copied.</summary>
    private sealed class Row
    {
        private readonly ShapeMember[] _members;

        internal Row(string status, ShapeMember[] members)
        {
            _members = members;
            Start = Encoding.UTF8.GetBytes($$"""{"status":"{{JsonEncodedText.Encode(status)}}""" + "\"");
            Shape = Shape.Closed([.. members, Kind]);
            Leads = [.. members.Select(member => Encoding.UTF8.GetBytes($",\"{(member.Name == "links" ? "_links" : member.Name)}\":"))];
        }

        internal byte[] Start { get; }

        internal Shape Shape { get; }

        internal byte[][] Leads { get; }

        internal bool IsErrorDetail(int index) => _members[index].Name == "error_detail";
    }
}
