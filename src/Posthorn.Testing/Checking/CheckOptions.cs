using Posthorn.Protocol.Profiles;

namespace Posthorn.Testing.Checking;

/// <summary>How a receiver is checked.</summary>
public sealed record CheckOptions
{
    /// <summary>Gets the vendor's format that the receiver expects.</summary>
    public required Profile Profile { get; init; }

    /// <summary>Gets the secret that the receiver verifies with.</summary>
    public required string Secret { get; init; }

    /// <summary>Gets the clock of signatures and waits; the system's by default. Give it the receiver's own where that is not the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Gets what tells the effects of the notifications about a subject; <see langword="null"/> where nobody can, and then what happens to repetitions stays unproven.
    /// </summary>
    public Func<string, CancellationToken, Task<EffectReading?>>? Effects { get; init; }

    /// <summary>Gets how effects are told, for the report.</summary>
    public string EffectsKnownBy { get; init; } = "in process";

    /// <summary>Gets how long a receiver may take to answer. Default: 30 s, the vendors' limit.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how far the time of signing may lie from now. Default: 300 s, as Sully documents it.</summary>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Gets how long to wait for an effect that does not come. Default: 10 s.</summary>
    public TimeSpan EffectPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to look on, once the expected effects are there, for one too many.</summary>
    internal TimeSpan EffectSettling { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Gets for how long each pace is kept up. Default: 4 s.</summary>
    public TimeSpan PaceTime { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Gets how many requests a second are sent at most, 1 to 50. Default: 50.</summary>
    public int MostPerSecond { get; init; } = 50;

    /// <summary>Gets the ids of the checks to run; all where it is empty.</summary>
    public IReadOnlyCollection<string> Only { get; init; } = [];

    /// <summary>Gets the ids of the checks to leave out.</summary>
    public IReadOnlyCollection<string> Skip { get; init; } = [];

    /// <summary>Gets what distinguishes the synthetic sessions and notes of this run from those of another, in lower-case letters and digits. Drawn by default.</summary>
    public string? RunId { get; init; }

    /// <summary>Everything but the secret.</summary>
    /// <returns>Words that may be logged.</returns>
    public override string ToString() => $"{Profile}, secret ***";
}
