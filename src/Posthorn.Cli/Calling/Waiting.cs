namespace Posthorn.Cli.Calling;

/// <summary>Asks again and again until the answer is the one waited for: the API has no other way to tell.</summary>
internal static class Waiting
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <returns>The last answer, also when the time ran out.</returns>
    public static async Task<T> UntilAsync<T>(
        Func<CancellationToken, Task<T>> ask, Func<T, bool> isIt, TimeSpan within, TimeProvider clock, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            var answer = await ask(cancellationToken);
            if (isIt(answer) || (within != Timeout.InfiniteTimeSpan && clock.GetElapsedTime(start) > within))
            {
                return answer;
            }

            await Task.Delay(pause, clock, cancellationToken);
            pause = pause * 1.5 > LongestPause ? LongestPause : pause * 1.5;
        }
    }
}
