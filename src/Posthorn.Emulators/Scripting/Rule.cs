namespace Posthorn.Emulators.Scripting;

/// <summary>One rule of a scenario: which, and what becomes of them. Immutable; who counts is <see cref="Casting"/>.</summary>
internal sealed record Rule(Plan Plan)
{
    /// <summary>An id, or its beginning and an asterisk; null for any.</summary>
    public string? Id { get; init; }

    /// <summary>Null for any.</summary>
    public SessionKind? Kind { get; init; }

    /// <summary>Which of those that match otherwise, from 1; null for each.</summary>
    public int? Number { get; init; }

    /// <summary>Every so many of those that match otherwise; null for each.</summary>
    public int? Every { get; init; }

    public bool Fits(Subject subject) =>
        (Kind is not { } kind || kind == subject.Kind) && (Id is not { } pattern || subject.Ids.Any(id => id is not null && IsLike(id, pattern)));

    /// <param name="count">The how manieth it is of those that fit, from 1.</param>
    public bool Takes(int count) => (Number is not { } number || number == count) && (Every is not { } every || count % every == 0);

    private static bool IsLike(string id, string pattern) =>
        pattern.EndsWith('*') ? id.StartsWith(pattern[..^1], StringComparison.Ordinal) : id == pattern;
}
