using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Links;

/// <summary>Suki: the status of a session.</summary>
public sealed record SukiStatus : VendorDocument, IVendorDocument<SukiStatus>
{
    /// <summary>The <c>status</c> as it came. Pages of the vendor spell it in small letters and in capitals.</summary>
    public string? Status { get; init; }

    /// <summary>What the status means.</summary>
    public SukiState State { get; init; }

    /// <summary>Whether the session is over: there is nothing more to wait for.</summary>
    public bool IsFinal => State is SukiState.Completed or SukiState.Failed or SukiState.Cancelled or SukiState.Skipped or SukiState.TimedOut;

    /// <inheritdoc />
    public static SukiStatus Read(JsonElement json)
    {
        var status = json.TextOf("status");
        return new() { Json = json, Status = status, State = StateOf(status) };
    }

    private static SukiState StateOf(string? status) => status?.ToUpperInvariant() switch
    {
        "CREATED" or "READY" or "STAGED" => SukiState.Waiting,
        "RUNNING" or "PAUSED" => SukiState.Running,
        "COMPLETED" or "SUCCESS" => SukiState.Completed,
        "FAILED" or "FAILURE" => SukiState.Failed,
        "ABORTED" or "CANCELLED" or "CANCELED" => SukiState.Cancelled,
        "SKIPPED" => SukiState.Skipped,
        "TIMEOUT" or "TIMED_OUT" or "TIMEDOUT" => SukiState.TimedOut,
        _ => SukiState.Unknown,
    };
}
