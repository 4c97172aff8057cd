namespace Posthorn.Protocol.Inquiries;

/// <summary>How some library writes JSON.</summary>
/// <param name="Name">For people.</param>
internal sealed record JsonStyle(string Name)
{
    /// <summary>Between members, where they stand on one line.</summary>
    public string Comma { get; init; } = ",";

    public string Colon { get; init; } = ":";

    /// <summary>White space of one level; null for all on one line.</summary>
    public string? Indent { get; init; }

    /// <summary>Whether what is not ASCII is written as \u escapes.</summary>
    public bool IsAscii { get; init; }

    /// <summary>Characters of ASCII that are written as \u escapes although they need none.</summary>
    public string Escaped { get; init; } = "";

    /// <summary>Whether / is written as \/.</summary>
    public bool SlashEscaped { get; init; }

    public bool CapitalHex { get; init; }

    public bool Sorted { get; init; }

    /// <summary>Whether numbers went through a double, as in JavaScript: 1.0 becomes 1.</summary>
    public bool DoubleNumbers { get; init; }
}
