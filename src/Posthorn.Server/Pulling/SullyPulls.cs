using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Sessions;
using Posthorn.Delivery.Storage;

namespace Posthorn.Server.Pulling;

/// <summary>What a partner can ask of Sully's kinds. Null is the same as not existing.</summary>
internal sealed class SullyPulls(ISessionStore store, TimeProvider clock)
{
    public Task<ReadOnlyMemory<byte>?> NoteAsync(Partner partner, string id, CancellationToken cancellationToken) =>
        AnswerAsync(partner, SessionKind.Note, id, (session, result) => SullyAnswers.Note(session, result, clock.GetUtcNow()), cancellationToken);

    public Task<ReadOnlyMemory<byte>?> TranscriptionAsync(Partner partner, string id, CancellationToken cancellationToken) =>
        AnswerAsync(partner, SessionKind.Transcription, id, (session, result) => SullyAnswers.Transcription(session, result, clock.GetUtcNow()), cancellationToken);

    public Task<ReadOnlyMemory<byte>?> TranscriptionV2Async(Partner partner, string id, CancellationToken cancellationToken) =>
        AnswerAsync(partner, SessionKind.Transcription, id, SullyAnswers.TranscriptionV2, cancellationToken);

    public Task<ReadOnlyMemory<byte>?> CodingAsync(Partner partner, string id, CancellationToken cancellationToken) =>
        AnswerAsync(partner, SessionKind.Coding, id, SullyAnswers.Coding, cancellationToken);

    private async Task<ReadOnlyMemory<byte>?> AnswerAsync(
        Partner partner, SessionKind kind, string id, Func<Session, ReadOnlyMemory<byte>?, ReadOnlyMemory<byte>?> answer, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(partner.Key, id, cancellationToken) is not { } session || session.Kind != kind)
        {
            return null;
        }

        var result = session.State == SessionState.Completed
            ? await store.ReadAsync(partner.Key, ofEncounter: false, id, SessionPart.Result, cancellationToken)
            : null;
        return answer(session, result);
    }
}
