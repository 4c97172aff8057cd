using System.Text.Json.Nodes;
using Posthorn.Emulators.Running;
using Posthorn.Emulators.Scripting;
using Posthorn.Emulators.Sessions;

namespace Posthorn.Emulators.Sully.Operations;

/// <summary>Sully's operations: sessions of the engine with a record each, worked on from the moment at which they are made.</summary>
internal sealed class SullyBook(Stage stage)
{
    private const int IdDigits = 24;

    private readonly SullyResults _results = new(stage.Seeds);

    /// <summary>Makes an operation and begins to work on it.</summary>
    /// <param name="hints">What the client gave that may ask for an outcome: a file's name, a text.</param>
    /// <returns>It as it was made; the work has begun by then.</returns>
    public async Task<SullyOperation> CreateAsync(SessionKind kind, SullyRecord record, CancellationToken cancellationToken, params IReadOnlyList<string?> hints)
    {
        var id = await UnusedAsync(kind, cancellationToken);
        var plan = stage.Casting.Cast(id, new(kind, [id, .. hints]));
        var made = Made(await stage.Sessions.PutAsync(new(id, kind)));
        record = record with { Outcome = plan.IsAsked ? MagicIds.Prefix + plan.Name : null };
        _ = Made(await stage.Sessions.AttachAsync(id, SessionPart.Context, record.ToJson()));
        Work(Made(await stage.Sessions.TurnAsync(id, new(SessionState.Running))), record, plan);
        return new(made, record, Result: null);
    }

    /// <summary>An operation of this kind; null where there is none, or it was deleted.</summary>
    public async Task<SullyOperation?> FindAsync(SessionKind kind, string id, CancellationToken cancellationToken)
    {
        if (await stage.Sessions.FindAsync(id, cancellationToken) is not { } session || session.Kind != kind
            || SullyRecord.Of(await stage.Sessions.ReadAsync(id, SessionPart.Context, cancellationToken)) is not { IsDeleted: false } record)
        {
            return null;
        }

        if (session.State == SessionState.Running)
        {
            // After a restart nobody works on it: whoever asks for it sets that going again. Where somebody does, nothing happens.
            Work(session, record, stage.Casting.PlanOf(id, record.Outcome));
        }

        var result = session.State == SessionState.Completed ? await stage.Sessions.ReadAsync(id, SessionPart.Result, cancellationToken) : null;
        return new(session, record, result is { } json ? JsonNode.Parse(json.Span) as JsonObject : null);
    }

    /// <summary>Deletes an operation. Work that is under way goes on, and its end is notified.</summary>
    public async Task DeleteAsync(SullyOperation operation) =>
        _ = Made(await stage.Sessions.AttachAsync(operation.Id, SessionPart.Context, (operation.Record with { IsDeleted = true, Text = "" }).ToJson()));

    private void Work(Session session, SullyRecord record, Plan plan) =>
        stage.Work.Begin(session.Id, plan, revision => _results.TurnOf(session, record, plan, revision));

    private static Session Made(SessionResult result) =>
        result is SessionResult.Done done ? done.Session : throw new EngineUnavailableException();

    private async Task<string> UnusedAsync(SessionKind kind, CancellationToken cancellationToken)
    {
        // In a store that was kept the first ones are taken.
        string id;
        do
        {
            var digits = stage.Seeds.Uuid($"{kind}:{stage.Casting.NextNumber()}").Replace("-", "", StringComparison.Ordinal);
            id = PrefixOf(kind) + digits[..IdDigits];
        }
        while (await stage.Sessions.FindAsync(id, cancellationToken) is not null);
        return id;
    }

    private static string PrefixOf(SessionKind kind) => kind switch
    {
        SessionKind.Transcription => "tr_",
        SessionKind.Note => "note_",
        _ => "cod_",
    };
}
