using Posthorn.Protocol.Profiles;

namespace Posthorn.Cli.Checking;

/// <summary>What was typed.</summary>
internal sealed record CheckWishes
{
    public required Uri Url { get; init; }

    public required Profile Profile { get; init; }

    public Uri? Effects { get; init; }

    public bool IsOwner { get; init; }

    public bool IsStrict { get; init; }

    public IReadOnlyCollection<string> Only { get; init; } = [];

    public IReadOnlyCollection<string> Skip { get; init; } = [];

    public TimeSpan TimeLimit { get; init; }

    public TimeSpan Tolerance { get; init; }

    public TimeSpan PaceTime { get; init; }

    public int MostPerSecond { get; init; }

    public string? Authorities { get; init; }
}
