using System.Buffers;
using System.Text;
using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Protocol.Profiles;

/// <summary>
/// Sully: <c>type</c> and <c>data</c>, and nothing else. The data is the vendor's own and is passed through byte for byte.
/// </summary>
internal sealed class SullyBody : BodyFormat
{
    private static readonly ShapeMember Id = Shape.Required("id", Shape.FilledText);
    private static readonly ShapeMember TranscriptionId = Shape.Required("transcriptionId", Shape.FilledText);
    private static readonly ShapeMember Status = Shape.Required("status", Shape.Text);
    private static readonly ShapeMember Error = Shape.Required("error", Shape.Text);

    private static readonly ShapeMember Timestamp = Shape.Required(
        "timestamp", Shape.Open(Shape.Required("start", Shape.Number), Shape.Required("complete", Shape.Number)));

    /// <summary>One diagnosis or procedure.</summary>
    private static readonly Shape Finding = Shape.Open(
        Shape.Required("id", Shape.Text),
        Shape.Required("code", Shape.Open(
            Shape.Required("coding", Shape.ListOf(Shape.Open(
                Shape.Required("system", Shape.Text), Shape.Required("code", Shape.Text), Shape.Optional("display", Shape.Text)))),
            Shape.Optional("text", Shape.Text))),
        Shape.Optional("text_span", Shape.Open(
            Shape.Required("start_char", Shape.Number), Shape.Required("end_char", Shape.Number), Shape.Required("text", Shape.Text))));

    private static readonly Dictionary<string, Row> Rows = new(StringComparer.Ordinal)
    {
        [Profiles.EventTypes.AudioTranscriptionSucceeded] = new(
            Profiles.EventTypes.AudioTranscriptionSucceeded,
            TranscriptionId,
            Status,
            Shape.Required("payload", Shape.Open(Shape.Required("transcription", Shape.Text)))),
        [Profiles.EventTypes.AudioTranscriptionFailed] = new(Profiles.EventTypes.AudioTranscriptionFailed, TranscriptionId, Status, Error),
        [Profiles.EventTypes.NoteGenerationSucceeded] = new(
            Profiles.EventTypes.NoteGenerationSucceeded,
            Id,
            Status,

            // The vendor's API gives "either or both".
            Shape.Required("payload", Shape.OpenWithAny(Shape.Optional("json", Shape.Open()), Shape.Optional("markdown", Shape.Text))),
            Timestamp),
        [Profiles.EventTypes.NoteGenerationFailed] = new(Profiles.EventTypes.NoteGenerationFailed, Id, Status, Timestamp),
        [Profiles.EventTypes.CodingSucceeded] = new(
            Profiles.EventTypes.CodingSucceeded,
            Id,
            Status,
            Shape.Required("created_at", Shape.Text),
            Shape.Required("updated_at", Shape.Text),
            Shape.Required("result", Shape.Open(
                Shape.Required("diagnoses", Shape.ListOf(Finding)), Shape.Required("procedures", Shape.ListOf(Finding))))),
        [Profiles.EventTypes.CodingFailed] = new(Profiles.EventTypes.CodingFailed, Id, Status, Error),
    };

    internal override IReadOnlyList<string> EventTypes => Profiles.EventTypes.OfSully;

    internal override bool TryRender(
        string eventType, DateTimeOffset occurredAt, ReadOnlySpan<byte> data, IBufferWriter<byte> output, out RenderProblem problem)
    {
        var row = Rows[eventType];
        if (!ShapeCheck.TryRead(data, row.Shape, [], out problem))
        {
            return false;
        }

        output.Write(row.Start);
        output.Write(data);
        output.Write("}"u8);
        return true;
    }

    internal override Notification Read(JsonElement root) => SullyReading.Read(root);

    private sealed class Row(string eventType, params ShapeMember[] members)
    {
        internal byte[] Start { get; } = Encoding.UTF8.GetBytes($$"""{"type":"{{eventType}}","data":""");

        internal Shape Shape { get; } = Shape.Open(members);
    }
}
