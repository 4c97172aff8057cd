using System.Text.Json.Serialization;

namespace Posthorn.Cli.Triggering;

/// <summary>One request, and what became of it.</summary>
internal sealed record TriggerSent
{
    public required string Type { get; init; }

    public required string Subject { get; init; }

    public required string Fault { get; init; }

    /// <summary>The answer's status; absent without an answer.</summary>
    public int? Status { get; init; }

    /// <summary>How it ended, as attempts of a server end.</summary>
    public required string Outcome { get; init; }

    public required double TookMs { get; init; }

    /// <summary>What a good receiver does: accepted or refused.</summary>
    public required string Expected { get; init; }

    public required bool AsExpected { get; init; }

    /// <summary>The event at the server, where it was published there.</summary>
    public string? EventId { get; init; }

    [JsonIgnore]
    public bool IsUnreachable => Status is null && EventId is null;
}
