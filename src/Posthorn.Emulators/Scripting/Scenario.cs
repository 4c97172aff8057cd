namespace Posthorn.Emulators.Scripting;

/// <summary>What was written for this run. Without a file everything succeeds.</summary>
internal sealed record Scenario
{
    public static Scenario Usual { get; } = new();

    /// <summary>The vendor that it is for; null for either.</summary>
    public string? Vendor { get; init; }

    /// <summary>The first that takes a session decides.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>Whether logging in is refused.</summary>
    public bool RefusesLogin { get; init; }

    /// <summary>How long what was logged in for is good. Not scaled: it stands in the token as a time of day.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromHours(1);
}
