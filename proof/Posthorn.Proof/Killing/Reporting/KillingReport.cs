using System.Text.Json.Serialization;
using Posthorn.Proof.Killing.Faulting;
using Posthorn.Proof.Killing.Judging;

namespace Posthorn.Proof.Killing.Reporting;

/// <summary>All that a run found, and under which circumstances.</summary>
internal sealed record KillingReport
{
    public required string Version { get; init; }

    /// <summary>The command that does the same again.</summary>
    public required string Command { get; init; }

    public required int Seed { get; init; }

    public required string Store { get; init; }

    public required int Nodes { get; init; }

    public required MachineFacts Machine { get; init; }

    /// <summary>Under load, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>From the end of the faults until nothing was left to do, in seconds.</summary>
    public required double DrainSeconds { get; init; }

    /// <summary>Processes that got a SIGKILL.</summary>
    public required int Kills { get; init; }

    public required IReadOnlyDictionary<FaultKind, int> Faults { get; init; }

    /// <summary>How often a node ended although nothing was done to it, mostly because it was started while PostgreSQL was not there.</summary>
    public required int EndedByThemselves { get; init; }

    /// <summary>Tries to publish whose end left open whether the event was stored.</summary>
    public required long UnsurePublishes { get; init; }

    /// <summary>Tries to publish that a node turned away.</summary>
    public required long RefusedPublishes { get; init; }

    /// <summary>An answer to a publish call that cannot be right.</summary>
    public required string? WrongAnswer { get; init; }

    /// <summary>Requests that reached the endpoints, those that were reset unread among them.</summary>
    public required long Requests { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>What so many kills without a loss say, with 95 % certainty: a kill loses something at most this often.</summary>
    public double? BoundPerKill => RuleOfThree.UpperBound(Kills);

    /// <summary>The same for each event.</summary>
    public double? BoundPerEvent => RuleOfThree.UpperBound(Verdict.Acknowledged);

    public bool Holds => Verdict.Holds && WrongAnswer is null;

    [JsonIgnore]
    public int ExitCode => Holds ? 0 : 1;
}
