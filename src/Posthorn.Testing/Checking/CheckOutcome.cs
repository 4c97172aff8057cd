namespace Posthorn.Testing.Checking;

/// <summary>How a check ended.</summary>
public enum CheckOutcome
{
    /// <summary>The receiver does what the contract says.</summary>
    Passed,

    /// <summary>It does not.</summary>
    Failed,

    /// <summary>It answered as it should; whether it did what it should cannot be seen from outside without a counter of effects.</summary>
    Unproven,

    /// <summary>It was not asked, for the reason that the result gives.</summary>
    Skipped,
}
