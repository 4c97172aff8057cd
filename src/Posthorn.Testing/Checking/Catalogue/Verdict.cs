namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>What a check concludes.</summary>
internal readonly record struct Verdict(CheckOutcome Outcome, string Finding)
{
    public static Verdict Pass(string finding) => new(CheckOutcome.Passed, finding);

    public static Verdict Fail(string finding) => new(CheckOutcome.Failed, finding);

    public static Verdict Unproven(string finding) => new(CheckOutcome.Unproven, finding);

    public static Verdict Skip(string reason) => new(CheckOutcome.Skipped, reason);
}
