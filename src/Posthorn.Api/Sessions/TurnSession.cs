namespace Posthorn.Api.Sessions;

/// <summary>Moves a session on. An end, its results and the event that tells the partner are one commit; the same end again is no second event.</summary>
public sealed record TurnSession
{
    /// <summary>Gets where it moves to. The state that it is in already says that it goes on: its time limit begins again.</summary>
    public required SessionState To { get; init; }

    /// <summary>Gets why it failed, as a word for programs. It must be there for <c>failed</c>, and may not for others. Up to 128 characters.</summary>
    /// <value>The default is null.</value>
    public string? ErrorCode { get; init; }

    /// <summary>Gets why it failed, for people. Up to 1,000 characters.</summary>
    /// <value>The default is null.</value>
    public string? ErrorDetail { get; init; }

    /// <summary>Gets documents to be stored with the move.</summary>
    /// <value>The default is null.</value>
    public SessionDocuments? Documents { get; init; }

    /// <summary>Gets documents of the whole encounter to be stored with the move.</summary>
    /// <value>The default is null: those of the encounter are put together from those of its sessions.</value>
    public SessionDocuments? EncounterDocuments { get; init; }

    /// <summary>Gets a value indicating whether a session that has ended shall go on: then <see cref="To"/> is an open state, and its next end is another event.</summary>
    /// <value>The default is false.</value>
    public bool Reopen { get; init; }
}
