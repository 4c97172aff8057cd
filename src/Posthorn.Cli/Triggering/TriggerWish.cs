using Posthorn.Protocol.Profiles;

namespace Posthorn.Cli.Triggering;

/// <summary>What was typed, as far as it stands on the line itself.</summary>
internal sealed record TriggerWish
{
    /// <summary>A type of event, or the name of a ready scenario.</summary>
    public string? Name { get; init; }

    public Profile? Profile { get; init; }

    public string? To { get; init; }

    public string? Partner { get; init; }

    public IReadOnlyList<string> Sets { get; init; } = [];

    public string? File { get; init; }

    public int? Times { get; init; }

    public TriggerFault Fault { get; init; }

    public string? Scenario { get; init; }

    public int? Number { get; init; }
}
