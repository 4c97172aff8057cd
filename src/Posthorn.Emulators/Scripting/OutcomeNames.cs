using System.Collections.Frozen;

namespace Posthorn.Emulators.Scripting;

/// <summary>The words for what may become of a session, the same in scenario files and in magic ids.</summary>
internal static class OutcomeNames
{
    public const string Success = "success";

    /// <summary>By its word. Those that name a fault of the wire are a success otherwise.</summary>
    public static readonly FrozenDictionary<string, Plan> All = new Dictionary<string, Plan>(StringComparer.Ordinal)
    {
        [Success] = new(),
        ["failure"] = new() { Ending = Ending.Failure },
        ["timeout"] = new() { Ending = Ending.Timeout },
        ["cancellation"] = new() { Ending = Ending.Cancellation },
        ["skipped"] = new() { Ending = Ending.Skipped },
        ["slow"] = new() { After = Plan.Slowness },
        ["regenerated"] = new() { Regenerations = 1 },
        ["late"] = new() { Wire = WireFault.Late },
        ["out-of-order"] = new() { Wire = WireFault.OutOfOrder },
        ["duplicate"] = new() { Wire = WireFault.Duplicate },
        ["missing"] = new() { Wire = WireFault.Missing },
        ["bad-signature"] = new() { Wire = WireFault.BadSignature },
        ["old-secret"] = new() { Wire = WireFault.OldSecret },
    }.ToFrozenDictionary(static one => one.Key, static one => one.Value with { Name = one.Key, IsAsked = true }, StringComparer.Ordinal);

    /// <summary>The words in the order in which people are told them.</summary>
    public static readonly IReadOnlyList<string> InOrder =
    [
        Success, "failure", "timeout", "cancellation", "skipped", "slow", "regenerated",
        "late", "out-of-order", "duplicate", "missing", "bad-signature", "old-secret",
    ];
}
