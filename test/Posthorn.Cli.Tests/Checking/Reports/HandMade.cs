using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Tests.Checking.Reports;

/// <summary>Reports made by hand.</summary>
internal static class HandMade
{
    public static CheckReport Of(params IReadOnlyList<CheckResult> results) => new()
    {
        Target = "https://clinic.example/hooks/suki",
        Profile = "suki",
        StartedAt = new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero),
        Took = TimeSpan.FromSeconds(83.4),
        Evidence = "status only",
        Results = results,
    };

    public static CheckResult Result(string id, CheckOutcome outcome = CheckOutcome.Passed, CheckLevel level = CheckLevel.Must) => new()
    {
        Id = id,
        Level = level,
        Title = $"Does what {id} asks",
        Contract = $"The contract's sentence on {id}.",
        Source = "https://developer.suki.ai/documentation/webhook",
        Outcome = outcome,
        Finding = $"What was seen of {id}.",
        Why = $"Why {id} matters.",
        Fix = $"How to mend {id}.",
        Exchanges = outcome == CheckOutcome.Skipped ? [] : [new("A valid notification (POST, 612 bytes).", "200 in 4 ms")],
        Took = TimeSpan.FromMilliseconds(4.25),
    };

    /// <summary>One of each outcome and level, as a receiver in need of work has them.</summary>
    public static CheckReport Mixed { get; } = Of(
        Result("valid-accepted"),
        Result("wrong-secret", CheckOutcome.Failed) with
        {
            Title = "Refuses what another secret has signed",
            Contract = "A signature that is missing or does not match is answered with a 4xx, and nothing is processed.",
            Finding = "It was accepted: 200 in 3 ms.",
            Why = "Anybody who knows the address can then write into charts.",
            Fix = "Compute the HMAC over the raw bytes, decode what came to 32 bytes, and compare the two in constant time.",
            Exchanges = [new("A notification signed with another secret (POST, 612 bytes).", "200 in 3 ms")],
        },
        Result("duplicate-at-once", CheckOutcome.Failed) with
        {
            Title = "Takes ten of the same at once, and applies one",
            Exchanges = [.. Enumerable.Range(1, 10).Select(static n => new CheckExchange("One of ten of the same at once (POST, 612 bytes).", $"200 in {n} ms"))],
        },
        Result("timestamp-expired", CheckOutcome.Failed, CheckLevel.Should),
        Result("signature-uppercase", CheckOutcome.Failed, CheckLevel.Info) with { Source = "docs/check.md#what-no-vendor-says" },
        Result("duplicate-later", CheckOutcome.Unproven),
        Result("content-type", level: CheckLevel.Should),
        Result("tls-version", CheckOutcome.Skipped) with { Finding = "The address is not https." });

    public static CheckReport AllPassed { get; } = Of(Result("valid-accepted"), Result("wrong-secret"), Result("content-type", level: CheckLevel.Should));

    /// <summary>Every text is one that a page, a file of XML or a terminal could be broken with.</summary>
    public static CheckReport Hostile { get; } = Of(
        Spoilt("wrong-secret", CheckOutcome.Failed),
        Spoilt("valid-accepted", CheckOutcome.Passed),
        Spoilt("duplicate-later", CheckOutcome.Unproven),
        Spoilt("tls-version", CheckOutcome.Skipped)) with
    {
        Target = "https://user:hidden@clinic.example/<script>alert(1)</script>?token=hidden#hidden",
    };

    private const string Attack = "\"'><script>alert(1)</script>\u0000\u001b[31m\uD800]]>&amp;\u202E";

    private static CheckResult Spoilt(string id, CheckOutcome outcome) => Result(id, outcome) with
    {
        Title = Attack,
        Contract = Attack,
        Source = "javascript:alert(1)",
        Finding = Attack,
        Why = Attack,
        Fix = Attack,
        Exchanges = [new(Attack, Attack)],
    };
}
