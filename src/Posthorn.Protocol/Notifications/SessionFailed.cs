using System.Text.Json;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Notifications;

/// <summary>Suki, <c>status</c> = <c>failure</c>: a session failed.</summary>
public sealed record SessionFailed : SessionNotification
{
    /// <summary>What failed. The vendor documents <c>ERROR_CODE_TRANSCRIPTION</c> and no other.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Details in words, if any.</summary>
    public string? ErrorDetail { get; init; }

    /// <inheritdoc />
    public override string EventType => EventTypes.SessionFailed;

    private protected override string StatusKey => $"failure:{ErrorCode?.Replace(':', '.')}";

    private protected override void WriteData(Utf8JsonWriter writer)
    {
        base.WriteData(writer);
        writer.WriteText("error_code", ErrorCode);
        writer.WriteText("error_detail", ErrorDetail);
    }
}
