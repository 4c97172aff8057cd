namespace Posthorn.Cli.Tests.Checking;

/// <summary>What a handwritten receiver does wrong. By default it does nothing wrong.</summary>
internal sealed record Habits
{
    public bool AcceptsUnsigned { get; init; }

    /// <summary>What it verifies instead of the bytes that came.</summary>
    public Func<byte[], byte[]> Verified { get; init; } = static body => body;

    public bool IgnoresTime { get; init; }

    /// <summary>What it answers to a type or a status that it does not know.</summary>
    public int ToUnknown { get; init; } = 200;

    public bool AppliesDuplicates { get; init; }

    /// <summary>Looks first, and writes later.</summary>
    public bool Races { get; init; }

    /// <summary>Recognises a repetition by what it is about alone.</summary>
    public bool DropsRegenerated { get; init; }

    public TimeSpan AnswersAfter { get; init; }

    public bool EchoesSecret { get; init; }

    public bool Redirects { get; init; }
}
