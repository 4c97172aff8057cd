namespace Posthorn.Protocol.Profiles;

/// <summary>
/// The values of <c>status</c> that Suki sends but does not document: for sessions that timed out and that were cancelled. The defaults are
/// our choice.
/// </summary>
public sealed record SukiStatusNames
{
    /// <summary>The defaults.</summary>
    public static SukiStatusNames Default { get; } = new();

    /// <summary>The status of a session that timed out.</summary>
    /// <value><c>timeout</c>.</value>
    public string TimedOut { get; init; } = "timeout";

    /// <summary>The status of a session that was cancelled.</summary>
    /// <value><c>cancelled</c>.</value>
    public string Cancelled { get; init; } = "cancelled";

    /// <summary>False for names that are empty, alike, or those of the documented two: bodies that nobody could tell apart.</summary>
    internal bool CanBeToldApart()
    {
        string[] names = [TimedOut, Cancelled, "success", "failure"];
        return !names.Any(string.IsNullOrWhiteSpace) && names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length;
    }
}
