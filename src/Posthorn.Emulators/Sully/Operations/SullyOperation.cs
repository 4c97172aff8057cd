using System.Text.Json.Nodes;

namespace Posthorn.Emulators.Sully.Operations;

/// <summary>A transcription, note or coding, as it is at the moment.</summary>
/// <param name="Result">What came of it; null while nothing has.</param>
internal sealed record SullyOperation(Session Session, SullyRecord Record, JsonObject? Result)
{
    public string Id => Session.Id;

    public bool IsDone => Session.State == SessionState.Completed;

    public bool IsFailed => Session.IsOver && !IsDone;

    /// <summary>As the notification has it.</summary>
    public string Error => Session.ErrorDetail ?? Session.ErrorCode ?? "timed out";

    /// <summary>Null while it is not over.</summary>
    public DateTimeOffset? EndedAt => Session.IsOver ? Session.ChangedAt : null;

    /// <summary>As the newer routes spell it.</summary>
    public string Status => IsDone ? "completed" : IsFailed ? "failed" : Session.State == SessionState.Running ? "processing" : "pending";

    /// <summary>As the newer routes describe it, without what came of it.</summary>
    public JsonObject Described() => new()
    {
        ["id"] = Id,
        ["status"] = Status,
        ["created_at"] = SullyTimes.Text(Session.CreatedAt),
        ["updated_at"] = SullyTimes.Text(EndedAt ?? Session.CreatedAt),
    };

    /// <summary>As the older routes tell its times.</summary>
    public JsonObject Timestamp()
    {
        var timestamp = new JsonObject { ["start"] = Session.CreatedAt.ToUnixTimeMilliseconds() };
        if (EndedAt is { } ended)
        {
            timestamp["complete"] = ended.ToUnixTimeMilliseconds();
        }

        return timestamp;
    }
}
