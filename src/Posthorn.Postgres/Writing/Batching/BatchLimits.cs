namespace Posthorn.Postgres.Writing.Batching;

/// <summary>How much one commit may hold, and how long it waits for more.</summary>
/// <param name="Pumps">How many commits of this kind are under way side by side.</param>
/// <param name="Most">The most changes in one commit: bounds how long it keeps the first of its callers waiting.</param>
/// <param name="Linger">How long a few changes wait for more, where nobody is kept waiting by that; none for changes that somebody waits for.</param>
internal sealed record BatchLimits(int Pumps, int Most = 500, TimeSpan Linger = default)
{
    /// <summary>Once the changes weigh this much, no more are taken. One is always taken.</summary>
    public int MostBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>With so many in the queue, or in the last commit, there is nothing to wait for.</summary>
    public int Enough { get; init; } = 8;
}
