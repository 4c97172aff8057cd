using Posthorn.Emulators.Scripting;

namespace Posthorn.Emulators.Running;

/// <summary>What somebody says when starting an emulator. Checked as a whole before anything is opened.</summary>
internal sealed record EmulatorOptions
{
    public const string Memory = "memory";

    /// <summary>Where to listen.</summary>
    public required string Url { get; init; }

    /// <summary>The partner's URL; null to push nothing.</summary>
    public string? NotifyUrl { get; init; }

    /// <summary>What notifications are signed with; null for one that comes out of the seed.</summary>
    public string? Secret { get; init; }

    /// <summary>What those are signed with that a scenario signs with the former secret; null for one that comes out of the seed.</summary>
    public string? OldSecret { get; init; }

    public Scenario Scenario { get; init; } = Scenario.Usual;

    public int Seed { get; init; } = 1;

    /// <summary>How much faster the vendor's times go by.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary><see cref="Memory"/>, or <c>sqlite:PATH</c>.</summary>
    public string Storage { get; init; } = Memory;

    /// <summary>Whether to begin with an empty store.</summary>
    public bool Reset { get; init; }

    /// <summary>How many requests a minute are answered; what comes beyond is told to wait. Null for no limit. Not every vendor has one.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Secrets do not print.</summary>
    public override string ToString() => $"Url = {Url}, Seed = {Seed}, TimeScale = {TimeScale}, Secret = ***, OldSecret = ***";
}
