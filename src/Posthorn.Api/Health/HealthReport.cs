namespace Posthorn.Api.Health;

/// <summary>Whether the server can do its work.</summary>
public sealed record HealthReport
{
    /// <summary>Gets <c>ok</c>, or <c>unavailable</c> together with status 503.</summary>
    public required string Status { get; init; }

    /// <summary>Gets each part that was looked at: <c>ok</c>, or what is wrong with it.</summary>
    public required IReadOnlyDictionary<string, string> Checks { get; init; }
}
