namespace Posthorn.Api.Deliveries;

/// <summary>One request and its outcome.</summary>
public sealed record AttemptInfo
{
    /// <summary>Gets its id, <c>att_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets its number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Gets when it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets how long it took, in milliseconds.</summary>
    public required double TookMs { get; init; }

    /// <summary>Gets the stable code of its outcome.</summary>
    public required string Outcome { get; init; }

    /// <summary>Gets the HTTP status of the answer.</summary>
    /// <value>Null when there was no answer.</value>
    public int? Status { get; init; }

    /// <summary>Gets a value indicating whether the endpoint may have got it although it failed.</summary>
    public required bool Ambiguous { get; init; }

    /// <summary>Gets the beginning of the answer's body as text: at most 1,024 bytes of it, with control characters written as <c>\u{1b}</c>.</summary>
    /// <value>Null when there was none.</value>
    public string? AnswerHead { get; init; }
}
