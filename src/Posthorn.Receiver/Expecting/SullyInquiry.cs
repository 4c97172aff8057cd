using System.Net;
using Posthorn.Protocol.Profiles;
using Posthorn.Receiver.Links;

namespace Posthorn.Receiver.Expecting;

/// <summary>Sully's own copy of a transcription, note or coding, in place of the notification of it.</summary>
internal sealed class SullyInquiry(ISullyClient client) : IVendorInquiry
{
    private static readonly (string Prefix, string Types)[] Kinds =
    [
        (Subjects.TranscriptionPrefix, "audio_transcription."),
        (Subjects.NotePrefix, "note_generation."),
        (Subjects.CodingPrefix, "coding."),
    ];

    public Profile Profile => Profile.Sully;

    public string? IdOf(string subject) =>
        Kinds.FirstOrDefault(kind => subject.StartsWith(kind.Prefix, StringComparison.Ordinal)) is { Prefix: { } prefix } && subject.Length > prefix.Length
            ? subject[prefix.Length..]
            : null;

    public bool IsEnd(string subject, string eventType) =>
        Kinds.Any(kind => subject.StartsWith(kind.Prefix, StringComparison.Ordinal) && eventType.StartsWith(kind.Types, StringComparison.Ordinal));

    public async Task<VendorFinding> AskAsync(string subject, CancellationToken cancellationToken)
    {
        var id = IdOf(subject)!;
        try
        {
            var work = subject.StartsWith(Subjects.NotePrefix, StringComparison.Ordinal) ? await client.NoteAsync(id, cancellationToken)
                : subject.StartsWith(Subjects.CodingPrefix, StringComparison.Ordinal) ? await client.CodingAsync(id, cancellationToken)
                : await client.TranscriptionAsync(id, cancellationToken);
            return work.Outcome is { } outcome ? new VendorFinding.Ended(outcome.Body) : VendorFinding.Running.Instance;
        }
        catch (VendorCallException exception) when (exception.Code == $"answered_{(int)HttpStatusCode.NotFound}")
        {
            return VendorFinding.Unknown.Instance;
        }
    }
}
