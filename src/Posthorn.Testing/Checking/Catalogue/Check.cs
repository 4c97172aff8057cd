using Posthorn.Protocol.Profiles;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>A row of the catalogue: what is asked, where it comes from, why it matters, how to mend it.</summary>
/// <param name="Id">Stable: reports, suppressions and documents name it.</param>
/// <param name="Title">What a receiver does that passes.</param>
internal sealed record Check(string Id, CheckLevel Level, string Title)
{
    /// <summary>The contract's statement for a profile; null where the profile has nothing to ask.</summary>
    public required Func<Profile, Contract?> Contract { get; init; }

    public required string Why { get; init; }

    public required string Fix { get; init; }

    public required Func<CheckRun, Task<Verdict>> Ask { get; init; }

    /// <summary>Whether it is asked of a receiver too that refuses a valid notification: of any other, the refusals would prove nothing.</summary>
    public bool IsAlwaysAsked { get; init; }

    /// <summary>Whether it needs a network between the two.</summary>
    public bool IsAboutTransport { get; init; }
}
