namespace Posthorn.Proof.Killing.Judging;

/// <summary>What zero failures in so many trials say: with 95 % certainty the true rate lies below three in that number.</summary>
internal static class RuleOfThree
{
    /// <returns>Null without any trial.</returns>
    public static double? UpperBound(long trials) => trials > 0 ? Math.Min(1, 3.0 / trials) : null;
}
