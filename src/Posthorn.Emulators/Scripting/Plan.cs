namespace Posthorn.Emulators.Scripting;

/// <summary>What becomes of one session or operation. Times are the vendor's own; whoever waits scales them.</summary>
internal sealed record Plan
{
    public static readonly TimeSpan UsualLateness = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan Slowness = TimeSpan.FromSeconds(60);

    public static Plan Usual { get; } = new();

    public Ending Ending { get; init; }

    /// <summary>Whether somebody asked for this ending. What was not asked for may give way to what the audio says.</summary>
    public bool IsAsked { get; init; }

    /// <summary>How long the work takes; null for a few seconds, drawn from the seed.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>Of a failure; null for the vendor's documented one.</summary>
    public string? Code { get; init; }

    public string? Detail { get; init; }

    public WireFault Wire { get; init; }

    /// <summary>How long a late notification takes.</summary>
    public TimeSpan Lateness { get; init; } = UsualLateness;

    /// <summary>How often a duplicate arrives in all.</summary>
    public int Times { get; init; } = 2;

    /// <summary>How often the result is made anew, and notified anew, after the first time.</summary>
    public int Regenerations { get; init; }

    /// <summary>The name of what was asked for, as scenario files and the journal have it.</summary>
    public string Name { get; init; } = OutcomeNames.Success;
}
