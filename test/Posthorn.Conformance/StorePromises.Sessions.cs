using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Sessions;

namespace Posthorn.Conformance;

/// <summary>Sessions, in the short form that promises are written in.</summary>
public abstract partial class StorePromises
{
    private protected Session ASession(string id = "ses_1", string encounter = "visit-42") => new()
    {
        PartnerKey = Partner.Key,
        Id = id,
        Kind = SessionKind.Ambient,
        EncounterId = encounter,
        State = SessionState.Created,
        Version = 1,
        CreatedAt = Now,
        ChangedAt = Now,
    };

    /// <summary>Stores a session that is new.</summary>
    private protected async Task<Session> Make(Session session)
    {
        (await Write(session)).ShouldBeTrue();
        return session;
    }

    private protected ValueTask<bool> Write(Session session, params IReadOnlyList<SessionDocument> documents) => Node.Sessions.WriteAsync(new(session, documents));

    /// <summary>The event that tells of a session's end, with the row that is to be written with it.</summary>
    private protected EventToStore AnEnd(Session before, SessionState state = SessionState.Completed, params IReadOnlyList<SessionDocument> documents)
    {
        var id = EventId.New(Now);
        var after = before with { State = state, Version = before.Version + 1, EventId = id, DeadlineAt = null, ChangedAt = Now };
        return new()
        {
            Id = id,
            Partner = Partner,
            Type = "session.completed",
            Subject = before.Id,
            Data = "{}"u8.ToArray(),
            OccurredAt = Now,
            AcceptedAt = Now,
            Session = new(after, documents),
            Deliveries = [new(DeliveryId.New(Now), Endpoint, BodyHash: 4711, Claimed: false)],
        };
    }

    private protected static SessionDocument ADocument(string json, SessionPart part = SessionPart.Content, bool ofEncounter = false) =>
        new(ofEncounter, part, System.Text.Encoding.UTF8.GetBytes(json));

    private protected ValueTask<Session?> Found(string id = "ses_1", long? partner = null) => Node.Sessions.FindAsync(partner ?? Partner.Key, id, CancellationToken.None);

    private protected async Task<string?> Document(string id = "ses_1", SessionPart part = SessionPart.Content, bool ofEncounter = false) =>
        await Node.Sessions.ReadAsync(Partner.Key, ofEncounter, id, part, CancellationToken.None) is { } data ? System.Text.Encoding.UTF8.GetString(data.Span) : null;
}
