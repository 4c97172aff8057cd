using System.Text.Json.Nodes;
using Posthorn.Emulators.Sessions;

namespace Posthorn.Emulators.Sully.Operations;

/// <summary>A transcription, note or coding, as it is at the moment.</summary>
/// <param name="Result">What was notified of it; null while it is not over.</param>
internal sealed record SullyOperation(Session Session, SullyRecord Record, JsonObject? Result)
{
    public string Id => Session.Id;

    public bool IsDone => Session.State == SessionState.Completed;

    public bool IsFailed => Session.IsOver && !IsDone;

    /// <summary>Null while it is not over.</summary>
    public DateTimeOffset? EndedAt => Session.IsOver ? Record.EndedAt : null;

    /// <summary>As the newer routes spell it.</summary>
    public string Status => IsDone ? "completed" : IsFailed ? "failed" : Session.State == SessionState.Running ? "processing" : "pending";
}
